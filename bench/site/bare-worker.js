/** The least that any way has to do: starts stock Pyodide, and nothing in it. */
import { loadPyodide } from '/pyodide/pyodide.mjs';

self.onmessage = async ({ data }) => {
  await loadPyodide({ indexURL: '/pyodide/' });
  self.postMessage({ type: 'result', id: data.id, value: null });
};
