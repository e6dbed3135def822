/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    'from a callback': (app) => app.click('#set'),
    'from outside': async (app) => {
      await app.run(`window.dash_clientside.set_props('store', { data: 'from outside' })`);
    },
    'what is set can be read': async (app) => {
      await app.run(
        `window.dash_clientside.set_props('target', { children: JSON.stringify(window.dash_component_api?.getLayout('store')?.props?.data) })`,
      );
    },
  },
};
