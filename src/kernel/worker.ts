/** The kernel's worker: `runtime.ts` on the worker's own messages. */
import type { ToKernel } from './protocol.js';
import { Python } from './python.js';
import { Runtime } from './runtime.js';
import { makeSnapshot } from './snapshots/make-snapshot.js';

// The DOM's types, which the rest of the project needs, know a window's `postMessage` only.
const scope = self as unknown as {
  postMessage(message: unknown, transfer: Transferable[]): void;
  onmessage: ((event: MessageEvent<ToKernel>) => void) | null;
};

const runtime = new Runtime(
  (message, transfer) => scope.postMessage(message, transfer),
  (...args) => Python.boot(...args),
  makeSnapshot,
);
scope.onmessage = ({ data }) => runtime.receive(data);
