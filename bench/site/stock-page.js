/**
 * A page around the stock worker, as projects of the kind have it: the app stands in a frame, whose requests a service
 * worker hands to this page.
 */
import { callerOf } from './worker-calls.js';

const call = callerOf(new Worker('/stock-worker.js', { type: 'module' }));
const booting = start();
navigator.serviceWorker.onmessage = async ({ data: request, ports: [port] }) => {
  port.postMessage(await call('request', { request }));
};
await navigator.serviceWorker.register('/stock-service.js');
await navigator.serviceWorker.ready;
if (!navigator.serviceWorker.controller) {
  await new Promise((resolve) => (navigator.serviceWorker.oncontrollerchange = resolve));
}
await booting;
document.querySelector('iframe').src = '/app/';

async function start() {
  const code = fetch('/app.py').then((response) => response.text());
  const wheels = await (await fetch('/wheels/wheels.json')).json();
  await call('boot', { wheels });
  await call('start', { definition: { code: await code, filename: 'app.py' } });
}
