/**
 * Makes the calls of `src/kernel/protocol.ts`.
 *
 * @param {Worker} worker
 * @param {(progress: { stage: string }) => void} [onprogress]
 * @returns {(type: string, args: object) => Promise<any>}
 */
export function callerOf(worker, onprogress) {
  let calls = 0;
  return (type, args) =>
    new Promise((resolve, reject) => {
      const id = ++calls;
      const listener = ({ data }) => {
        if (data.type === 'progress') onprogress?.(data.progress);
        if (data.id !== id || data.type === 'progress') return;
        worker.removeEventListener('message', listener);
        if (data.type === 'result') resolve(data.value);
        else reject(new Error(`${type}: ${data.error.message}`));
      };
      worker.addEventListener('message', listener);
      worker.addEventListener('error', () => reject(new Error(`${type}: the worker failed`)));
      worker.postMessage({ type, id, ...args });
    });
}
