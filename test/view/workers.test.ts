import { expect } from '@open-wc/testing';

import { backendThrough, serveBackend } from '../../src/http/relay.js';
import type { AppSocket, Backend } from '../../src/kernel/channels.js';
import type { AppRequest } from '../../src/kernel/protocol.js';
import { backendOf, mountApp, networkPaths, type Route, type Routes, until } from './fixture.js';

/** A message that a worker or a port posts. */
function message(from: Worker | MessagePort): Promise<unknown> {
  return new Promise((resolve) => {
    from.onmessage = ({ data }: MessageEvent<unknown>) => resolve(data);
  });
}

/** What a worker's script posts first. */
async function posted(routes: Routes, url = '/w.js', options?: WorkerOptions): Promise<unknown> {
  const { realm } = await mountApp({ '/': '', ...routes });
  return message(new realm.Worker(url, options));
}

describe('A worker of the app', () => {
  for (const [kind, url, options] of [
    ['a classic script', '/assets/w.js', {}],
    ['a module', '/assets/w.mjs', { type: 'module' }],
  ] as const) {
    it(`runs ${kind} of the app, hears and answers`, async () => {
      const code = `
        onmessage = ({ data, ports }) => {
          ports[0].postMessage(data + name);
          postMessage(data.length, [ports[0]]);
        };`;
      const { realm } = await mountApp({ '/': '', [url]: code });
      const worker = new realm.Worker(url, { ...options, name: ' w' });
      const { port1, port2 } = new realm.MessageChannel();
      worker.postMessage('hello', [port2]);
      expect(await Promise.all([message(worker), message(port1)])).to.deep.equal([5, 'hello w']);
      expect(worker instanceof realm.Worker).to.equal(true);
      expect(Object.prototype.toString.call(worker)).to.equal('[object Worker]');
    });
  }

  it('is at the app’s address, and asks the app by relative ones', async () => {
    const code = `
      const text = async (input) => (await fetch(input)).text();
      const viaXHR = new Promise((resolve) => {
        const request = new XMLHttpRequest();
        request.onload = () => resolve(request.responseText);
        request.open('GET', './data.txt');
        request.send();
      });
      (async () => postMessage([
        location.pathname, String(self.location), self.origin,
        await text('data.txt'), await text(new Request('/assets/data.txt')), await viaXHR,
      ]))();`;
    const answer = await posted(
      { '/assets/w.js': code, '/assets/data.txt': 'data' },
      'assets/w.js',
    );
    const { origin } = location;
    const address = `${origin}/assets/w.js`;
    expect(answer).to.deep.equal(['/assets/w.js', address, origin, 'data', 'data', 'data']);
    expect(await networkPaths()).to.not.include('/assets/data.txt');
  });

  it('imports scripts that its code names, and those that they name', async () => {
    const answer = await posted({
      '/w.js': `importScripts('a.js', "/b.js"); postMessage([a, b, c]);`,
      '/a.js': `importScripts('/c.js'); var a = c + 1; let b0 = 5;`,
      '/b.js': 'const b = b0 * 2',
      '/c.js': 'var c = 1',
    });
    expect(answer).to.deep.equal([2, 10, 1]);
  });

  it('is told of a script that it can’t import at once', async () => {
    const code = `
      const name = 'b';
      try { importScripts('/' + name + '.js'); } catch (error) { postMessage([error.name, error.message]); }`;
    const [name, text] = (await posted({ '/w.js': code, '/b.js': '' })) as string[];
    expect(name).to.equal('NetworkError');
    expect(text).to.contain(`${location.origin}/b.js`);
  });

  it('imports modules of the app', async () => {
    const routes = {
      '/assets/w.mjs': `
        import { a } from './lib/a.mjs';
        postMessage([a, import.meta.url, (await import('/late.mjs')).default]);`,
      '/assets/lib/a.mjs': 'export const a = 1',
      '/late.mjs': 'export default 2',
    };
    const answer = await posted(routes, '/assets/w.mjs', { type: 'module' });
    expect(answer).to.deep.equal([1, `${location.origin}/assets/w.mjs`, 2]);
  });

  it('may be a blob, which is gone at once, and may make workers', async () => {
    const { realm } = await mountApp({
      '/': '',
      '/lib.js': 'var lib = 3',
      '/inner.js': 'onmessage = ({ data }) => postMessage(data + 1)',
    });
    const code = `
      importScripts('${location.origin}/lib.js');
      const inner = new Worker('${location.origin}/inner.js');
      inner.onmessage = ({ data }) => postMessage([lib, data]);
      inner.postMessage(1);`;
    const url = realm.URL.createObjectURL(new realm.Blob([code]));
    const worker = new realm.Worker(url);
    realm.URL.revokeObjectURL(url);
    expect(await message(worker)).to.deep.equal([3, 2]);
  });

  it('shares the app’s cookies', async () => {
    const { realm, document, requests } = await mountApp({
      '/': '',
      '/w.js': `fetch('/set').then(() => postMessage('set'))`,
      '/set': { cookies: 'seen=1' },
    });
    document.cookie = 'written=2';
    await message(new realm.Worker('/w.js'));
    const written = requests.flatMap(({ scriptCookies }) => scriptCookies ?? []);
    expect(written).to.deep.equal(['written=2']);
    expect(document.cookie).to.contain('seen=1');
  });

  it('reads what the app makes in parts, and gives it up', async () => {
    let cancelled = 0;
    const parts = ['b', 'c'].map((part) => new TextEncoder().encode(part));
    const { realm } = await mountApp({
      '/': '',
      '/w.js': `
        (async () => {
          const abort = new AbortController();
          const { body } = await fetch('/parts', { signal: abort.signal });
          const reader = body.pipeThrough(new TextDecoderStream()).getReader();
          let text = '';
          while (text.length < 3) text += (await reader.read()).value;
          abort.abort(new Error('enough'));
          const error = await reader.read().catch((error) => error.message);
          postMessage([text, error]);
        })();`,
      '/parts': () => ({
        body: 'a',
        rest: {
          read: () =>
            new Promise((resolve) => {
              const part = parts.shift();
              if (part) resolve(part);
            }),
          cancel: () => cancelled++,
        },
      }),
    });
    expect(await message(new realm.Worker('/w.js'))).to.deep.equal(['abc', 'enough']);
    await until(() => cancelled === 1);
  });

  it('has WebSockets of the app, which end with it', async () => {
    const events: unknown[] = [];
    let wake: (part: string) => void = () => undefined;
    const socket: AppSocket = {
      protocol: 'live',
      read: () => new Promise((resolve) => (wake = resolve)),
      write: (data) => {
        wake(`${String(data)}!`);
        return Promise.resolve();
      },
      close: ({ code }) => {
        events.push(code);
        return Promise.resolve();
      },
    };
    const code = `
      const socket = new WebSocket('/live', 'live');
      socket.onopen = () => socket.send(socket.protocol);
      socket.onmessage = ({ data }) => postMessage(data);`;
    const { realm } = await mountApp(
      { '/': '', '/w.js': code },
      { sockets: () => Promise.resolve(socket) },
    );
    const worker = new realm.Worker('/w.js');
    expect(await message(worker)).to.equal('live!');
    worker.terminate();
    await until(() => events.length > 0);
    expect(events).to.deep.equal([1001]);
  });

  it('tells of its errors, and of a script that is not there', async () => {
    const { realm } = await mountApp({ '/': '', '/w.js': `throw new Error('broken')` });
    const errorOf = (worker: Worker): Promise<ErrorEvent> =>
      new Promise((resolve) => {
        worker.onerror = (event) => {
          event.preventDefault();
          resolve(event);
        };
      });
    const broken = await errorOf(new realm.Worker('/w.js'));
    expect(broken.message).to.contain('broken');
    expect(broken instanceof realm.ErrorEvent).to.equal(true);
    const missing = await errorOf(new realm.Worker('/none.js'));
    expect(missing.message).to.contain('/none.js: 404');
    expect(() => new realm.Worker('http://')).to.throw(realm.DOMException, 'no address');
  });

  it('ends when it is told to, by itself, and with the app', async () => {
    const asked: string[] = [];
    const code = `
      const ask = async () => { await fetch('/ask/' + name); setTimeout(ask, 10); };
      ask();
      onmessage = () => close();`;
    const ask = (name: string) => () => {
      asked.push(name);
      return '';
    };
    const names = ['a', 'b', 'c', 'd'];
    const routes = {
      '/': '',
      '/w.js': code,
      ...Object.fromEntries(names.map((name) => [`/ask/${name}`, ask(name)])),
    };
    const [app, other] = await Promise.all([mountApp(routes), mountApp(routes)]);
    const [a, b] = ['a', 'b', 'c'].map((name) => new app.realm.Worker('/w.js', { name }));
    new other.realm.Worker('/w.js', { name: 'd' });
    // Those that still ask are the clock of those that don't.
    const only = (...asking: string[]): Promise<void> =>
      until(() => {
        const latest = new Set(asked.slice(-20));
        return latest.size === asking.length && asking.every((name) => latest.has(name));
      }, `Only ${asking.join()}`);
    await only(...names);
    a?.terminate();
    await only('b', 'c', 'd');
    b?.postMessage('end');
    await only('c', 'd');
    app.dispose();
    await only('d');
  });

  it('does not begin when the app has gone before its script was read', async () => {
    const app = await mountApp('');
    let send: (code: string) => void = () => undefined;
    const text = new Promise<string>((resolve) => (send = resolve));
    app.realm.fetch = () => Promise.resolve({ text: () => text } as Response);
    new app.realm.Worker(URL.createObjectURL(new Blob([''])));
    app.dispose();
    const createObjectURL = URL.createObjectURL.bind(URL);
    let begun = 0;
    URL.createObjectURL = (made) => {
      begun++;
      return createObjectURL(made);
    };
    try {
      send('');
      await new Promise((resolve) => setTimeout(resolve));
    } finally {
      URL.createObjectURL = createObjectURL;
    }
    expect(begun).to.equal(0);
  });
});

describe('What a worker asks the app', () => {
  const REQUEST: AppRequest = { method: 'GET', target: '/', headers: [], body: null };
  const close = Reflect.get<MessagePort, 'close'>(MessagePort.prototype, 'close');
  let closed: Set<MessagePort>;

  beforeEach(() => {
    closed = new Set();
    MessagePort.prototype.close = function (this: MessagePort) {
      closed.add(this);
      close.call(this);
    };
  });

  afterEach(() => {
    MessagePort.prototype.close = close;
  });

  /** An app at the other end of a port. */
  function served(route: Route): { backend: Backend; gone: AbortController } {
    const { port1, port2 } = new MessageChannel();
    const gone = new AbortController();
    serveBackend(port1, backendOf({ '/': route }), gone.signal);
    return { backend: backendThrough(port2), gone };
  }

  it('leaves no port open that had the rest of an answer to tell', async () => {
    await served('whole').backend.request(REQUEST);
    // That of the answer, and that of the rest.
    expect(closed.size).to.equal(2);
  });

  it('is not given up once it has ended', async () => {
    let cancelled = 0;
    const rest = { read: () => Promise.resolve(null), cancel: () => cancelled++ };
    const { backend, gone } = served({ rest });
    const response = await backend.request(REQUEST);
    expect(closed.size).to.equal(1);
    expect(await response.rest?.read()).to.equal(null);
    expect(closed.size).to.equal(3);
    gone.abort();
    expect(cancelled).to.equal(0);
    const other = served({ rest });
    await other.backend.request(REQUEST);
    other.gone.abort();
    expect(cancelled).to.equal(1);
  });
});

describe('A shared worker of the app', () => {
  const COUNTER = `
    let count = 0;
    onconnect = ({ ports: [port] }) => {
      const number = ++count;
      port.onmessage = ({ data }) => port.postMessage([data, number, count, name]);
    };`;

  const asked = (worker: SharedWorker): Promise<unknown> => {
    const answer = message(worker.port);
    worker.port.postMessage('hello');
    return answer;
  };

  it('is one for the scripts of the app that give its address and name', async () => {
    const { realm, targets } = await mountApp({ '/': '', '/shared.js': COUNTER });
    const first = new realm.SharedWorker('/shared.js', 'n');
    const second = new realm.SharedWorker('shared.js', { name: 'n' });
    await asked(first);
    await asked(second);
    expect(await asked(first)).to.deep.equal(['hello', 1, 2, 'n']);
    expect(await asked(second)).to.deep.equal(['hello', 2, 2, 'n']);
    const other = new realm.SharedWorker('/shared.js');
    expect(await asked(other)).to.deep.equal(['hello', 1, 1, '']);
    expect(first instanceof realm.SharedWorker).to.equal(true);
    expect(targets().filter((target) => target === '/shared.js')).to.have.length(2);
  });

  it('is another one in another app', async () => {
    const routes = { '/': '', '/shared.js': COUNTER };
    const apps = await Promise.all([mountApp(routes), mountApp(routes)]);
    for (const { realm } of apps) {
      expect(await asked(new realm.SharedWorker('/shared.js'))).to.deep.equal(['hello', 1, 1, '']);
    }
  });

  it('has the scope of one, and begins anew when it has closed itself', async () => {
    const code = `
      onconnect = ({ ports: [port], source }) => {
        port.postMessage([
          self instanceof SharedWorkerGlobalScope, typeof postMessage, port === source, location.pathname,
        ]);
        port.onmessage = () => close();
      };`;
    const { realm, targets } = await mountApp({ '/': '', '/shared.js': code });
    const start = (): SharedWorker => new realm.SharedWorker('/shared.js');
    const first = start();
    expect(await message(first.port)).to.deep.equal([true, 'undefined', true, '/shared.js']);
    first.port.postMessage('end');
    const count = (): number => targets().filter((target) => target === '/shared.js').length;
    await until(() => {
      start();
      return count() === 2;
    });
  });

  it('has its errors in the console', async () => {
    const lines: unknown[] = [];
    const { error } = console;
    console.error = (line: unknown) => lines.push(line);
    try {
      const { realm } = await mountApp({ '/': '', '/shared.js': `throw new Error('broken')` });
      new realm.SharedWorker('/shared.js');
      await until(() => lines.length > 0);
    } finally {
      console.error = error;
    }
    // Firefox names the blob that the script is.
    expect(String(lines[0])).to.match(/broken.*(?:\/shared\.js|blob:.+):1:/);
  });

  it('tells that its script is not there', async () => {
    const { realm } = await mountApp({ '/': '' });
    const worker = new realm.SharedWorker('/none.js');
    const event = await new Promise<Event>((resolve) => (worker.onerror = resolve));
    expect(event.type).to.equal('error');
  });
});

describe('A service worker', () => {
  it('is nothing that an app finds', async () => {
    const { run } = await mountApp('');
    expect(run(`'serviceWorker' in navigator`)).to.equal(false);
    expect(run('navigator.serviceWorker')).to.equal(undefined);
  });
});
