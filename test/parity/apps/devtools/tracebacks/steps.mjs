/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    'one raises': (app) => app.click('#divide'),
    'its traceback': (app) => app.click('.test-devtools-error-toggle'),
    'is folded': (app) => app.click('.test-devtools-error-toggle'),
    'one returns too little': (app) => app.click('#return'),
    'a route raises': (app) => app.click('#route'),
  },
  known: {
    'is shown/console': 'React commends its tools only to windows that are in no other',
    'its traceback/document': 'the frame is as high as the paths of the app’s file make it',
    'its traceback/traffic':
      'what scripts in a frame ask for goes to the network: the icon of a console',
    'its traceback/picture (light)': 'the paths of the app’s file are not equally long',
    'one returns too little/traffic': 'each Python names exceptions in its own way',
    'a route raises/traffic':
      'what a stylesheet names is loaded with it, also where it isn’t shown',
  },
};
