/**
 * What an author does who knows Pyodide's manual: `loadPyodide`, `loadPackage` of what the distribution has,
 * micropip for the rest.
 */
import { loadPyodide } from '/pyodide-0.27.7/pyodide.mjs';

import { answerCalls, openApp } from './pyodide-app.js';

let pyodide;
let request;

answerCalls({
  async boot() {
    pyodide = await loadPyodide({ indexURL: '/pyodide-0.27.7/' });
  },

  async start({ definition: { code, filename, files, requirements, origin } }, tell) {
    tell('packages');
    await pyodide.loadPackage(['pandas', 'micropip']);
    const { install } = pyodide.pyimport('micropip');
    const texts = requirements.map(({ text }) => text);
    await install.callKwargs(texts, { index_urls: `${origin}/simple/{package_name}/` });
    tell('app');
    for (const { path, content } of files) pyodide.FS.writeFile(path, content);
    pyodide.FS.writeFile(filename, code);
    request = openApp(pyodide, filename);
  },

  request: (call) => request(call),
});
