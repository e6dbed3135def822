const LOOKS = ['Darkly', 'Quartz', 'Sketchy', 'Vapor'];

/** What a theme says of an app, in a few words. */
const LOOK = `
  (async () => {
    const told = [];
    const links = () => [...document.querySelectorAll('link[href*="/bootstrap.min.css"]')];
    for (const radio of document.querySelectorAll('.offcanvas input[type=radio]')) {
      const name = radio.labels[0].textContent.toLowerCase();
      if (name === 'grid') continue;
      radio.click();
      const theme = name === 'bootstrap' ? '/npm/bootstrap@' : '/' + name + '/';
      const isShown = () => links().length === 1 && links()[0].href.includes(theme);
      for (let tries = 0; tries < 500 && !isShown(); tries++) {
        await new Promise((done) => setTimeout(done, 20));
      }
      for (const each of document.getAnimations()) each.finish();
      const parts = ['body', '.btn-success', '.card', '.navbar', 'input.form-control'];
      told.push(name, ...parts.map((selector) => {
        const style = getComputedStyle(document.querySelector(selector));
        const properties = ['color', 'backgroundColor', 'backgroundImage', 'fontFamily', 'fontSize', 'borderRadius', 'boxShadow'];
        return selector + ': ' + properties.map((name) => style[name]).join(' | ');
      }));
    }
    const list = document.body.appendChild(document.createElement('pre'));
    list.textContent = told.join('\\n');
  })()`;

/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    'themes are offered': (app) => app.click('button', 'Change Theme'),
    ...Object.fromEntries(
      LOOKS.map((name) => [
        `${name}`,
        /** @param {import('../../../driver.mjs').Driver} app */
        async (app) => {
          await app.click('label', name.toUpperCase());
          await app.rest();
        },
      ]),
    ),
    'all themes say the same': async (app) => void (await app.run(LOOK)),
  },
};
