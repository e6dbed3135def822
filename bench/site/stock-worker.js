/** The straightforward way to run Dash in a browser, to compare with: stock Pyodide, and Dash's wheels as they are. */
import { loadPyodide } from '/pyodide/pyodide.mjs';

import { answerCalls, openApp } from './pyodide-app.js';

let pyodide;
let request;

answerCalls({
  async boot({ wheels }) {
    const archives = Promise.all(wheels.map(async (wheel) => (await fetch(wheel)).arrayBuffer()));
    pyodide = await loadPyodide({ indexURL: '/pyodide/' });
    for (const archive of await archives) pyodide.unpackArchive(archive, 'wheel');
    pyodide.runPython('import dash');
  },

  start({ definition: { code, filename } }) {
    pyodide.FS.writeFile(filename, code);
    request = openApp(pyodide, filename);
  },

  request: (call) => request(call),
});
