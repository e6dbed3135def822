import { expect } from '@open-wc/testing';

import { WebDashError } from '../../src/errors.js';
import type { AppResponse, FromKernel, ToKernel } from '../../src/kernel/protocol.js';
import type { PythonListener } from '../../src/kernel/python.js';
import { Runtime, type AppRunner } from '../../src/kernel/runtime.js';
import { definitionOf } from '../helpers/definition.js';
import { NOWHERE } from '../helpers/runtime-location.js';

const ROOT = { method: 'GET', target: '/', headers: [], body: null } as const;

/** A runtime that posts to a MessageChannel, and Python as the test has it. */
async function setUp(overrides: Partial<AppRunner> = {}): Promise<{
  send: (message: ToKernel) => void;
  received: FromKernel[];
  until: (count: number) => Promise<FromKernel[]>;
  listener: PythonListener;
}> {
  const { port1: page, port2: worker } = new MessageChannel();
  const received: FromKernel[] = [];
  let wake = (): void => undefined;
  page.onmessage = ({ data }: MessageEvent<FromKernel>) => {
    received.push(data);
    wake();
  };
  let listener: PythonListener | undefined;
  const python: AppRunner = {
    start: () => Promise.resolve({ hotReloadInterval: null, suitePaths: [], suites: {} }),
    restart: () => Promise.resolve({ hotReloadInterval: null, suitePaths: [], suites: {} }),
    request: () => Promise.resolve(response('hello')),
    read: () => Promise.resolve(null),
    connect: () => Promise.resolve(null),
    write: () => Promise.resolve(null),
    close: () => Promise.resolve(null),
    emit: () => Promise.resolve(null),
    runJob: () => Promise.resolve(new Uint8Array()),
    tellJob: () => Promise.resolve(null),
    lock: () => '{}',
    save: () => Promise.resolve(null),
    lacksSnapshot: false,
    stop: () => Promise.resolve(null),
    folder: () => {
      throw new Error('No app has a folder.');
    },
    ...overrides,
  };
  const runtime = new Runtime(
    (message, transfer) => worker.postMessage(message, transfer),
    (_location, theListener) => {
      listener = theListener;
      return Promise.resolve(python);
    },
    () => Promise.resolve(),
  );
  const until = async (count: number): Promise<FromKernel[]> => {
    while (received.length < count) await new Promise<void>((resolve) => (wake = resolve));
    return received;
  };
  // One task each, in their order, as a worker gets what was sent while it was busy.
  const send = (message: ToKernel): void =>
    void setTimeout(() => runtime.receive(structuredClone(message)));
  send({ type: 'boot', id: 0, ...NOWHERE });
  await until(1);
  received.length = 0;
  if (!listener) throw new Error('Python was not booted.');
  return { send, received, until, listener };
}

function response(text: string): AppResponse {
  const body = new TextEncoder().encode(text);
  return { status: 200, statusText: 'OK', headers: [], body, cookies: '' };
}

/** Time enough for a second, wrong answer to arrive. */
const aMoment = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 50));

describe('Runtime', () => {
  it('gives the body of a request back with a redirect, and with nothing else', async () => {
    let status = 308;
    const { send, until } = await setUp({
      request: () => Promise.resolve({ ...response(''), status }),
    });
    const request = { ...ROOT, method: 'POST', body: Uint8Array.of(1, 2, 3) };
    send({ type: 'request', id: 1, app: 'app', request });
    await until(1);
    status = 200;
    send({ type: 'request', id: 2, app: 'app', request });
    const [redirect, other] = (await until(2)).map(
      (message) => (message as { value: AppResponse }).value.requestBody,
    );
    expect([...(redirect ?? [])]).to.deep.equal([1, 2, 3]);
    expect(other).to.equal(undefined);
  });

  it('answers a request, and transfers its body instead of copying it', async () => {
    const answer = response('hello');
    const { send, until } = await setUp({ request: () => Promise.resolve(answer) });
    send({ type: 'request', id: 1, app: 'a', request: ROOT });
    const [message] = await until(1);
    expect(message).to.deep.equal({ type: 'result', id: 1, value: response('hello') });
    expect(answer.body.byteLength).to.equal(0);
  });

  it('does not run a request whose abort comes right after it', async () => {
    const asked: string[] = [];
    const { send, until } = await setUp({
      request: (app) => {
        asked.push(app);
        return Promise.resolve(response(''));
      },
    });
    send({ type: 'request', id: 1, app: 'unwanted', request: ROOT });
    send({ type: 'request', id: 2, app: 'wanted', request: ROOT });
    send({ type: 'abort', id: 1 });
    await until(2);
    await aMoment();
    expect(asked).to.deep.equal(['wanted']);
  });

  it('does not let a request that waits hold up another', async () => {
    let finish = (): void => undefined;
    const { send, until } = await setUp({
      request: async (app) => {
        if (app === 'slow') await new Promise<void>((resolve) => (finish = resolve));
        return response(app);
      },
    });
    send({ type: 'request', id: 1, app: 'slow', request: ROOT });
    send({ type: 'request', id: 2, app: 'fast', request: ROOT });
    const [first] = await until(1);
    expect(first).to.include({ type: 'result', id: 2 });
    finish();
    expect((await until(2))[1]).to.include({ type: 'result', id: 1 });
  });

  it('begins requests in the order of their arrival', async () => {
    const asked: string[] = [];
    const { send, until } = await setUp({
      request: (_app, { target }) => {
        asked.push(target);
        return Promise.resolve(response(''));
      },
    });
    const targets = ['/a', '/b', '/c', '/d'];
    targets.forEach((target, index) =>
      send({ type: 'request', id: index + 1, app: 'a', request: { ...ROOT, target } }),
    );
    await until(4);
    expect(asked).to.deep.equal(targets);
  });

  it('sends an error as plain data', async () => {
    const { send, until } = await setUp({
      start: () =>
        Promise.reject(new WebDashError('python-syntax', 'line 3', { detail: 'Traceback' })),
    });
    send({ type: 'start', id: 1, app: 'a', definition: definitionOf('(') });
    expect((await until(1))[0]).to.deep.equal({
      type: 'failure',
      id: 1,
      error: { code: 'python-syntax', message: 'line 3', detail: 'Traceback' },
    });
  });

  it('fails every call once when Python dies, and all later ones', async () => {
    let reject: (reason: Error) => void = () => undefined;
    const { send, received, until, listener } = await setUp({
      request: () => new Promise((_resolve, no) => (reject = no)),
    });
    send({ type: 'request', id: 1, app: 'a', request: ROOT });
    await aMoment();
    listener.fatal(new Error('unreachable'));
    reject(new Error('unreachable'));
    send({ type: 'request', id: 2, app: 'a', request: ROOT });
    await until(3);
    await aMoment();
    expect(received.map((m) => `${m.type} ${'id' in m ? m.id : ''}`.trim())).to.deep.equal([
      'failure 1',
      'died',
      'failure 2',
    ]);
    for (const message of received) {
      expect(message).to.have.nested.property('error.code', 'kernel-died');
      expect(message).to.have.nested.property('error.fatal', true);
    }
  });
});
