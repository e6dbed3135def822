/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  extras: true,
  steps: {
    'a page of a template': async (app) => {
      await app.click('#cats');
      await app.find('#page', "cats {'how': 'much'}");
    },
    'another one': async (app) => {
      await app.click('#dogs');
      await app.find('#page', 'dogs {}');
    },
    back: async (app) => {
      await app.go(-1);
      await app.find('#page', "cats {'how': 'much'}");
    },
    'a view, twice': async (app) => {
      await app.run(
        'window.fetch("/count").then(() => window.fetch("/count")).then((response) => response.text()).then((text) => (document.querySelector("#page").textContent = text))',
      );
      await app.find('#page', '{"count":2,"path":"/count"}');
    },
  },
};
