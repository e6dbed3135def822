import type { PyodideAPI } from 'pyodide';

/** Private parts of Pyodide that are used: how it puts off what is to run in another task. */
interface PyodideInternals {
  readonly _api: { scheduleCallback?: (callback: () => void, delay: number) => void };
}

/**
 * Makes a call (`callPromising`) that runs in this task.
 *
 * Pyodide 314 would have it run in another one, together with all that were made meanwhile, one after another before
 * any of them is answered: of many requests the first would have to wait for the last.
 */
export function atOnce<T>(pyodide: PyodideAPI, call: () => Promise<T>): Promise<T> {
  const { _api: api } = pyodide as unknown as PyodideInternals;
  const { scheduleCallback } = api;
  if (!scheduleCallback) return call();
  api.scheduleCallback = (callback) => callback();
  try {
    return call();
  } finally {
    api.scheduleCallback = scheduleCallback;
  }
}
