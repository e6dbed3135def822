/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    'opens a calendar': (app) => app.click('#single'),
    'a day is chosen': (app) => app.click('.dash-datepicker-calendar td', '20'),
    'a month': async (app) => {
      await app.click('#empty');
    },
    'a day by keys': (app) => app.press('ArrowDown', 'ArrowRight', 'Enter'),
    'closes at a click outside': (app) => app.click('#told'),
    'a range opens': (app) => app.click('#range'),
    'its first day': (app) => app.click('.dash-datepicker-calendar td', '17'),
    'its last day': (app) => app.click('.dash-datepicker-calendar td', '21'),
    'Escape closes': (app) => app.press('Escape'),
    'a click into the start opens': (app) => app.click('.dash-datepicker-start-date'),
    'one into the end leaves it open': (app) => app.click('.dash-datepicker-end-date'),
    'dates are typed': async (app) => {
      await app.press('End');
      await app.chord('Shift', 'Home');
      await app.type('20 Mar 2026');
    },
  },
};
