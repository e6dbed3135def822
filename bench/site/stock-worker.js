/**
 * The straightforward way to run Dash in a browser, to compare with: stock Pyodide, and Dash's wheels as
 * they are. It answers the calls of `src/kernel/protocol.ts`, so that both ways are asked alike.
 */
import { loadPyodide } from '/pyodide/pyodide.mjs';

let pyodide;

const CALLS = {
  async boot({ wheels }) {
    const archives = Promise.all(wheels.map(async (wheel) => (await fetch(wheel)).arrayBuffer()));
    pyodide = await loadPyodide({ indexURL: '/pyodide/' });
    for (const archive of await archives) pyodide.unpackArchive(archive, 'wheel');
    pyodide.runPython('import dash');
  },

  start({ definition }) {
    pyodide.FS.writeFile(definition.filename, definition.code);
    pyodide.runPython(`
from werkzeug.test import EnvironBuilder, run_wsgi_app

from app import app

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
  try {
    self.postMessage({ type: 'result', id, value: await CALLS[type](args) });
  } catch (error) {
    self.postMessage({ type: 'failure', id, error: { message: String(error) } });
  }
};
