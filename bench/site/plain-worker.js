/**
 * What an author does who knows Pyodide's manual: `loadPyodide`, `loadPackage` of what the distribution has,
 * micropip for the rest. It answers the calls of `src/kernel/protocol.ts`, so that both ways are asked alike.
 */
import { loadPyodide } from '/pyodide-0.27.7/pyodide.mjs';

let pyodide;

const CALLS = {
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
    pyodide.globals.set('name', filename.replace('.py', ''));
    pyodide.runPython(`
from importlib import import_module

from werkzeug.test import EnvironBuilder, run_wsgi_app

app = import_module(name).app

def ask(method, target, headers, body):
    builder = EnvironBuilder(target, method=method, headers=headers, data=body)
    chunks, status, headers = run_wsgi_app(app.server, builder.get_environ(), buffered=True)
    return int(status.split()[0]), b"".join(chunks)
`);
  },

  request({ request: { method, target, headers, body } }) {
    const ask = pyodide.globals.get('ask');
    const python = [method, target, headers, body && [...body]].map((value) =>
      pyodide.toPy(value ?? undefined),
    );
    if (body) python[3] = pyodide.globals.get('bytes')(python[3]);
    const [status, content] = ask(...python);
    return { status, body: content.toJs() };
  },
};

self.onmessage = async ({ data }) => {
  const { type, id, ...args } = data;
  const tell = (stage) => self.postMessage({ type: 'progress', id, progress: { stage } });
  try {
    self.postMessage({ type: 'result', id, value: await CALLS[type](args, tell) });
  } catch (error) {
    self.postMessage({ type: 'failure', id, error: { message: String(error) } });
  }
};
