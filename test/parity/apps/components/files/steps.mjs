import { fileURLToPath } from 'node:url';

/** @param {string} name */
const file = (name) => fileURLToPath(new URL(name, import.meta.url));

/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    'uploads one': (app) => app.upload('#one input', file('notes.txt')),
    'uploads several': (app) => app.upload('#several input', file('notes.txt'), file('more.txt')),
    'refuses what is too large': (app) => app.upload('#several input', file('app.py')),
    'refuses another kind': (app) => app.upload('#one input', file('steps.mjs')),
    'saves text': async (app) => {
      await app.click('#text');
      await app.saved('text.txt');
    },
    'saves bytes': async (app) => {
      await app.click('#bytes');
      await app.saved('bytes.bin');
    },
    'saves a file': async (app) => {
      await app.click('#file');
      await app.saved('notes.txt');
    },
  },
};
