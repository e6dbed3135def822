/**
 * What all opponents share: they run the app in Pyodide, and answer the calls of `src/kernel/protocol.ts`, so that
 * all ways are asked alike.
 */

/**
 * Imports the app's module and gives its Flask object a voice.
 *
 * @param pyodide The interpreter, with all that the app needs.
 * @param {string} filename The app's file, in the working directory.
 * @returns {(call: object) => object} Answers the call `request`.
 */
export function openApp(pyodide, filename) {
  pyodide.globals.set('name', filename.replace('.py', ''));
  pyodide.runPython(`
from importlib import import_module

from werkzeug.test import EnvironBuilder, run_wsgi_app

app = import_module(name).app

def ask(method, target, headers, body):
    builder = EnvironBuilder(target, method=method, headers=headers, data=body)
    chunks, status, headers = run_wsgi_app(app.server, builder.get_environ(), buffered=True)
    return int(status.split()[0]), list(headers), b"".join(chunks)
`);
  const ask = pyodide.globals.get('ask');
  const bytes = pyodide.globals.get('bytes');
  return ({ request: { method, target, headers, body } }) => {
    const texts = [method, target, headers].map((value) => pyodide.toPy(value));
    const content = body ? bytes(pyodide.toPy([...body])) : undefined;
    const [status, fields, answer] = ask(...texts, content);
    return { status, headers: fields.toJs(), body: answer.toJs() };
  };
}

/**
 * Answers the messages of the page.
 *
 * @param {Record<string, (args: object, tell: (stage: string) => void) => unknown>} calls By their names.
 */
export function answerCalls(calls) {
  self.onmessage = async ({ data }) => {
    const { type, id, ...args } = data;
    const tell = (stage) => self.postMessage({ type: 'progress', id, progress: { stage } });
    try {
      self.postMessage({ type: 'result', id, value: await calls[type](args, tell) });
    } catch (error) {
      self.postMessage({ type: 'failure', id, error: { message: String(error) } });
    }
  };
}
