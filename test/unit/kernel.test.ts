import { expect } from '@open-wc/testing';

import type { WebDashError } from '../../src/errors.js';
import { STAGE_DEADLINES } from '../../src/kernel/deadline.js';
import { Kernel } from '../../src/kernel/kernel.js';
import type { AppRequest, Progress } from '../../src/kernel/protocol.js';
import { definitionOf } from '../helpers/definition.js';
import { NOWHERE } from '../helpers/runtime-location.js';

const REQUEST: AppRequest = { method: 'GET', target: '/', headers: [], body: null };
const DEFINITION = definitionOf('');

/** As the code of a worker has it. */
const EMPTY_RESPONSE =
  "{status: 204, statusText: '', headers: [], cookies: '', body: new Uint8Array()}";

const scripts: string[] = [];
const kernels: Kernel[] = [];
const deadlines = { ...STAGE_DEADLINES };

afterEach(() => {
  for (const kernel of kernels.splice(0)) kernel.terminate();
  for (const script of scripts.splice(0)) URL.revokeObjectURL(script);
  Object.assign(STAGE_DEADLINES, deadlines);
});

/** A kernel whose worker runs `handler` for each `message` of the page, with `ok`, `fail`, `progress`. */
function kernelOf(handler: string, name = 'default'): Kernel {
  const code = `
    const ok = (value = { lacksSnapshot: false }) => postMessage({type: 'result', id: message.id, value});
    const progress = (stage, loaded = 0, total = 0) =>
      postMessage({type: 'progress', id: message.id, progress: {stage, loaded, total}});
    let message;
    onmessage = ({data}) => { message = data; ${handler} };`;
  const script = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
  scripts.push(script);
  return keep(Kernel.for(name, { workerURL: script, ...NOWHERE }));
}

function keep(kernel: Kernel): Kernel {
  kernels.push(kernel);
  return kernel;
}

async function errorOf(promise: Promise<unknown>): Promise<WebDashError> {
  try {
    await promise;
  } catch (error) {
    return error as WebDashError;
  }
  throw new Error('It was not rejected.');
}

describe('Kernel.for', () => {
  const location = { workerURL: 'https://example.org/k.js', ...NOWHERE };

  it('gives one kernel per name and location', () => {
    const kernel = keep(Kernel.for('a', location));
    expect(Kernel.for('a', { ...location })).to.equal(kernel);
    expect(keep(Kernel.for('b', location))).not.to.equal(kernel);
    expect(keep(Kernel.for('a', { ...location, runtimeURL: 'other/' }))).not.to.equal(kernel);
  });

  it('gives a new one after the old one ended', () => {
    const kernel = keep(Kernel.for('a', location));
    kernel.terminate();
    expect(keep(Kernel.for('a', location))).not.to.equal(kernel);
  });
});

describe('Kernel', () => {
  it('boots once for all who wait, and tells each of the progress', async () => {
    const kernel = kernelOf(`
      self.boots = (self.boots ?? 0) + 1;
      progress('download', self.boots, 9);
      setTimeout(ok, 20);`);
    const seen: Progress[][] = [[], []];
    await Promise.all(
      seen.map((list) => kernel.boot({ onprogress: (step) => void list.push(step) })),
    );
    await kernel.boot();
    const steps = [{ stage: 'download', loaded: 1, total: 9 }];
    expect(seen).to.deep.equal([steps, steps]);
  });

  it('lets one caller stop waiting for a boot without ending it for the others', async () => {
    const kernel = kernelOf('setTimeout(ok, 50);');
    const controller = new AbortController();
    const impatient = errorOf(kernel.boot({ signal: controller.signal }));
    const patient = kernel.boot();
    controller.abort();
    expect(await impatient).to.include({ name: 'AbortError' });
    await patient;
  });

  it('rejects all that waits when it is terminated, and says so once', async () => {
    const kernel = kernelOf(`if (message.type === 'boot') ok();`);
    await kernel.boot();
    const deaths: WebDashError[] = [];
    kernel.addEventListener('died', ({ detail }) => void deaths.push(detail));
    const errors = [kernel.request('a', REQUEST), kernel.start('a', DEFINITION)].map(errorOf);
    kernel.terminate();
    kernel.terminate();
    for (const error of await Promise.all(errors)) expect(error.code).to.equal('kernel-died');
    expect(deaths).to.have.length(1);
    expect((await errorOf(kernel.request('a', REQUEST))).code).to.equal('kernel-died');
    expect((await errorOf(kernel.boot())).code).to.equal('kernel-died');
  });

  it('dies with a fatal failure', async () => {
    const kernel = kernelOf(`
      if (message.type === 'boot') ok();
      else postMessage({type: 'failure', id: message.id,
        error: {code: 'kernel-died', message: 'trap', fatal: true}});`);
    await kernel.boot();
    const died = new Promise((resolve) => kernel.addEventListener('died', resolve));
    expect((await errorOf(kernel.request('a', REQUEST))).message).to.equal('trap');
    await died;
    expect((await errorOf(kernel.request('a', REQUEST))).code).to.equal('kernel-died');
  });

  it('dies of an error that the worker does not catch', async () => {
    const kernel = kernelOf(`
      if (message.type === 'boot') ok(); else throw new Error('oops');`);
    await kernel.boot();
    const error = await errorOf(kernel.request('a', REQUEST));
    expect(error.code).to.equal('kernel-died');
    expect(error.message).to.contain('oops');
  });

  it('names a worker that is not there', async () => {
    const workerURL = new URL('/nowhere/kernel.js', location.href);
    const kernel = keep(Kernel.for('default', { workerURL, ...NOWHERE }));
    const error = await errorOf(kernel.boot());
    expect(error).to.include({ code: 'runtime-not-found', detail: workerURL.href });
  });

  it('gives up a stage that makes no progress, and names it', async () => {
    STAGE_DEADLINES.interpreter = 60;
    const kernel = kernelOf(`progress('interpreter');`);
    const error = await errorOf(kernel.boot());
    expect(error).to.include({ code: 'timeout', detail: 'interpreter' });
  });

  it('gives a stage that makes progress all the time it needs', async () => {
    STAGE_DEADLINES.download = 1000;
    const kernel = kernelOf(`
      let step = 0;
      const timer = setInterval(() => {
        progress('download', step, 8);
        if (++step === 8) { clearInterval(timer); ok(); }
      }, 200);`);
    await kernel.boot();
  });

  it('gives up an app that does not start', async () => {
    STAGE_DEADLINES.app = 60;
    const kernel = kernelOf(`if (message.type === 'boot') ok(); else progress('app');`);
    const error = await errorOf(kernel.start('a', DEFINITION));
    expect(error).to.include({ code: 'timeout', detail: 'app' });
  });

  it('does not take the time that another app’s Python needs for an installation’s', async () => {
    STAGE_DEADLINES.packages = 60;
    const kernel = kernelOf(`
      const { id } = message;
      if (message.type === 'boot') ok();
      else if (message.type === 'start') { self.start = id; progress('packages'); }
      else setTimeout(() => {
        postMessage({type: 'result', id, value: ${EMPTY_RESPONSE}});
        postMessage({type: 'result', id: self.start, value: null});
      }, 400);`);
    await kernel.boot();
    const busy = kernel.request('other', REQUEST);
    await kernel.start('a', DEFINITION);
    expect((await busy).status).to.equal(204);
  });

  it('gives up an installation that makes no progress once Python is free', async () => {
    STAGE_DEADLINES.packages = 60;
    const kernel = kernelOf(`
      const { id } = message;
      if (message.type === 'boot') ok();
      else if (message.type === 'start') progress('packages');
      else setTimeout(() => postMessage({type: 'result', id, value: ${EMPTY_RESPONSE}}), 200);`);
    await kernel.boot();
    const busy = kernel.request('other', REQUEST);
    const error = errorOf(kernel.start('a', DEFINITION));
    expect((await busy).status).to.equal(204);
    expect(await error).to.include({ code: 'timeout', detail: 'packages' });
  });

  it('waits for a request for as long as it takes', async () => {
    const kernel = kernelOf(`
      if (message.type === 'boot') ok();
      else setTimeout(() => ok(${EMPTY_RESPONSE}), 200);`);
    await kernel.boot();
    for (const stage of Object.keys(STAGE_DEADLINES) as (keyof typeof STAGE_DEADLINES)[]) {
      STAGE_DEADLINES[stage] = 40;
    }
    expect((await kernel.request('a', REQUEST)).status).to.equal(204);
  });

  it('hands on what Python writes', async () => {
    const kernel = kernelOf(`
      postMessage({type: 'output', output: {app: null, level: 'info', text: 'hello'}}); ok();`);
    const texts: string[] = [];
    kernel.addEventListener('output', ({ detail }) => void texts.push(detail.text));
    await kernel.boot();
    expect(texts).to.deep.equal(['hello']);
  });

  it('transfers a request’s body instead of copying it', async () => {
    const kernel = kernelOf(`
      if (message.type === 'boot') ok();
      else ok({status: 200, statusText: '', headers: [], cookies: '', body: message.request.body});`);
    await kernel.boot();
    const body = new Uint8Array([1, 2, 3]);
    const answer = await kernel.request('a', { ...REQUEST, method: 'POST', body });
    expect([...answer.body]).to.deep.equal([1, 2, 3]);
    expect(body.byteLength).to.equal(0);
  });
});
