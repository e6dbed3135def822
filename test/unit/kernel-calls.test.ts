import { expect } from '@open-wc/testing';

import type { WebDashError } from '../../src/errors.js';
import { Calls } from '../../src/kernel/calls.js';
import type { AppRequest, Output, Progress, ToKernel } from '../../src/kernel/protocol.js';
import { definitionOf } from '../helpers/definition.js';
import { NOWHERE } from '../helpers/runtime-location.js';

const request: AppRequest = { method: 'GET', target: '/', headers: [], body: null };

function setUp(): {
  calls: Calls;
  sent: ToKernel[];
  outputs: Output[];
  deaths: WebDashError[];
} {
  const sent: ToKernel[] = [];
  const outputs: Output[] = [];
  const deaths: WebDashError[] = [];
  const endpoint = { postMessage: (message: ToKernel) => void sent.push(structuredClone(message)) };
  const calls = new Calls(endpoint, {
    output: (output) => void outputs.push(output),
    emit: () => undefined,
    job: () => undefined,
    filechange: () => undefined,
    stale: () => undefined,
    preload: () => undefined,
    persisterror: () => undefined,
    fatal: (error) => void deaths.push(error),
  });
  return { calls, sent, outputs, deaths };
}

/** The error that a promise rejects with. */
async function errorOf(promise: Promise<unknown>): Promise<WebDashError> {
  try {
    await promise;
  } catch (error) {
    return error as WebDashError;
  }
  throw new Error('It was not rejected.');
}

describe('Calls', () => {
  it('answers each call with the result of its own id, in whatever order they come', async () => {
    const { calls, sent } = setUp();
    const first = calls.call('stop', { app: 'first' });
    const second = calls.call('boot', NOWHERE);
    const [a = -1, b = -1] = sent.map(({ id }) => id);
    expect(a).not.to.equal(b);
    calls.receive({ type: 'failure', id: b, error: { code: 'timeout', message: 'late' } });
    calls.receive({ type: 'result', id: a, value: null });
    expect(await first).to.equal(null);
    expect((await errorOf(second)).code).to.equal('timeout');
  });

  it('rejects with the code, message and detail of a failure', async () => {
    const { calls, deaths } = setUp();
    const error = errorOf(calls.call('stop', { app: 'a' }));
    const plain = { code: 'python-exception', message: 'KeyError', detail: 'Traceback …' };
    calls.receive({ type: 'failure', id: 1, error: plain });
    expect(await error).to.include({ name: 'WebDashError', ...plain });
    expect(deaths).to.deep.equal([]);
  });

  it('tells of a fatal failure', async () => {
    const { calls, deaths } = setUp();
    const error = errorOf(calls.call('stop', { app: 'a' }));
    const plain = { code: 'kernel-died', message: 'abort', fatal: true };
    calls.receive({ type: 'failure', id: 1, error: plain });
    expect(deaths).to.deep.equal([await error]);
  });

  it('takes an unknown code for the end of the kernel', async () => {
    const { calls } = setUp();
    const error = errorOf(calls.call('stop', { app: 'a' }));
    calls.receive({ type: 'failure', id: 1, error: { code: 'of-next-year', message: 'new' } });
    expect((await error).code).to.equal('kernel-died');
  });

  it('rejects at once when aborted, tells the kernel, and ignores the late answer', async () => {
    const { calls, sent } = setUp();
    const controller = new AbortController();
    const error = errorOf(
      calls.call('request', { app: 'a', request }, { signal: controller.signal }),
    );
    controller.abort();
    expect(await error).to.include({ name: 'AbortError' });
    expect(sent.at(-1)).to.deep.equal({ type: 'abort', id: 1 });
    calls.receive({ type: 'failure', id: 1, error: { code: 'kernel-died', message: 'late' } });
  });

  it('knows that Python computes until a request or the run of a file is answered, even if aborted', () => {
    const { calls } = setUp();
    const controller = new AbortController();
    void errorOf(calls.call('request', { app: 'a', request }, { signal: controller.signal }));
    expect(calls.computing).to.equal(true);
    controller.abort();
    expect(calls.computing).to.equal(true);
    calls.receive({ type: 'failure', id: 1, error: { code: 'kernel-died', message: 'aborted' } });
    expect(calls.computing).to.equal(false);
    void calls.call('start', { app: 'a', definition: definitionOf('') });
    calls.receive({
      type: 'progress',
      id: 2,
      progress: { stage: 'packages', loaded: 0, total: 0 },
    });
    expect(calls.computing).to.equal(false);
    calls.receive({ type: 'progress', id: 2, progress: { stage: 'app', loaded: 0, total: 0 } });
    expect(calls.computing).to.equal(true);
    calls.receive({ type: 'result', id: 2, value: null });
    expect(calls.computing).to.equal(false);
  });

  it('sends nothing for a call that was aborted before', async () => {
    const { calls, sent } = setUp();
    const signal = AbortSignal.abort();
    expect(await errorOf(calls.call('stop', { app: 'a' }, { signal }))).to.equal(signal.reason);
    expect(sent).to.deep.equal([]);
  });

  it('does not send an abort for a call that was answered', async () => {
    const { calls, sent } = setUp();
    const controller = new AbortController();
    const stopped = calls.call('stop', { app: 'a' }, { signal: controller.signal });
    calls.receive({ type: 'result', id: 1, value: null });
    await stopped;
    controller.abort();
    expect(sent.map(({ type }) => type)).to.deep.equal(['stop']);
  });

  it('hands progress to the call it belongs to, and output to the listener', () => {
    const { calls, outputs } = setUp();
    const seen: Progress[] = [];
    void calls.call('stop', { app: 'other' });
    void calls.call('boot', NOWHERE, {
      onprogress: (step) => void seen.push(step),
    });
    const progress: Progress = { stage: 'download', loaded: 1, total: 2 };
    calls.receive({ type: 'progress', id: 1, progress });
    expect(seen).to.deep.equal([]);
    calls.receive({ type: 'progress', id: 2, progress });
    expect(seen).to.deep.equal([progress]);
    const output: Output = { app: 'a', level: 'info', text: 'hello' };
    calls.receive({ type: 'output', output });
    expect(outputs).to.deep.equal([output]);
  });

  it('rejects a call whose arguments cannot be sent', async () => {
    const { calls } = setUp();
    const app = (() => undefined) as unknown as string;
    expect(await errorOf(calls.call('stop', { app }))).to.include({ name: 'DataCloneError' });
  });
});
