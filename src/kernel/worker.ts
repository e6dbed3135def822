/// <reference lib="webworker" />
import type { ToKernel } from './protocol.js';
import { Runtime } from './runtime.js';

declare const self: DedicatedWorkerGlobalScope;

const runtime = new Runtime((message, transfer = []) => self.postMessage(message, transfer));

self.onmessage = ({ data }: MessageEvent<ToKernel>) => runtime.receive(data);
