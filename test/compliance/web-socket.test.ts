import { expect } from '@open-wc/testing';

import type { AppSocket } from '../../src/kernel/channels.js';
import type { AppRequest, SocketEnd } from '../../src/kernel/protocol.js';
import { mountApp, until } from '../view/fixture.js';

type Message = string | Uint8Array;

/** The app's end of a connection, which the test speaks for. */
class Peer implements AppSocket {
  readonly protocol: string;
  readonly received: Message[] = [];
  readonly ends: SocketEnd[] = [];
  readonly #parts: (Message | SocketEnd | Error)[] = [];
  #wake = (): void => undefined;

  constructor(protocol = '') {
    this.protocol = protocol;
  }

  send(...parts: (Message | SocketEnd | Error)[]): void {
    this.#parts.push(...parts);
    this.#wake();
  }

  async read(): Promise<Message | SocketEnd> {
    while (this.#parts.length === 0) await new Promise<void>((wake) => (this.#wake = wake));
    const part = this.#parts.shift();
    if (part === undefined || part instanceof Error) throw part ?? new Error('nothing');
    return part;
  }

  write(data: Message): Promise<void> {
    this.received.push(data);
    return Promise.resolve();
  }

  close(end: SocketEnd): Promise<void> {
    this.ends.push(end);
    return Promise.resolve();
  }
}

async function socketApp(peer: Peer | null = new Peer()) {
  const asked: { request: AppRequest; protocols: readonly string[] }[] = [];
  const app = await mountApp('', {
    sockets: (request, protocols) => {
      asked.push({ request, protocols });
      return Promise.resolve(peer);
    },
  });
  const { realm } = app;
  const events: unknown[] = [];
  const open = async (url = '/live?x=1', protocols?: string[]): Promise<WebSocket> => {
    const socket = new realm.WebSocket(url, protocols);
    for (const type of ['open', 'message', 'error', 'close'] as const) {
      socket.addEventListener(type, (event) => {
        if (event instanceof MessageEvent) events.push([type, event.data]);
        else if (event instanceof CloseEvent)
          events.push([type, event.code, event.reason, event.wasClean]);
        else events.push(type);
      });
    }
    expect(socket.readyState).to.equal(0);
    await until(() => events.length > 0, 'An event');
    return socket;
  };
  return { app, realm, asked, events, open, peer: peer ?? new Peer() };
}

describe('WebSocket', () => {
  it('connects to the app, with the headers that a browser sends', async () => {
    const { realm, asked, open } = await socketApp(new Peer('chat'));
    const socket = await open('/live?x=1', ['chat', 'other']);
    expect(socket.readyState).to.equal(realm.WebSocket.OPEN);
    expect(socket.url).to.equal(`${location.origin.replace('http', 'ws')}/live?x=1`);
    expect([socket.protocol, socket.extensions, socket.binaryType]).to.deep.equal([
      'chat',
      '',
      'blob',
    ]);
    expect(asked[0]?.protocols).to.deep.equal(['chat', 'other']);
    expect(asked[0]?.request.target).to.equal('/live?x=1');
    const headers = new Map(asked[0]?.request.headers);
    expect(headers.get('origin')).to.equal(location.origin);
    expect(headers.get('sec-websocket-protocol')).to.equal('chat, other');
  });

  it('sends texts and bytes in their order, and counts what isn’t sent yet', async () => {
    const { peer, open } = await socketApp();
    const socket = await open();
    const bytes = new Uint8Array([1, 2, 3, 4]);
    socket.send('ü');
    socket.send(bytes.subarray(1, 3));
    socket.send(new Blob(['blob']));
    socket.send(bytes.buffer);
    expect(socket.bufferedAmount).to.equal(2 + 2 + 4 + 4);
    bytes.fill(0);
    await until(() => socket.bufferedAmount === 0, 'The end of what is sent');
    const sent = peer.received.map((data) => (typeof data === 'string' ? data : [...data]));
    expect(sent).to.deep.equal(['ü', [2, 3], [98, 108, 111, 98], [1, 2, 3, 4]]);
  });

  it('hears texts, and bytes as the kind that is asked for', async () => {
    const { realm, peer, open, events } = await socketApp();
    const socket = await open();
    const handled: unknown[] = [];
    socket.onmessage = ({ data, target, origin }) =>
      handled.push([typeof data, target === socket, origin.startsWith('ws')]);
    peer.send('text');
    await until(() => events.length === 2);
    expect(events).to.deep.equal(['open', ['message', 'text']]);
    expect(handled).to.deep.equal([['string', true, true]]);
    const [blob, buffer] = [1, 2].map(
      () =>
        new Promise<MessageEvent>((resolve) => {
          socket.addEventListener('message', resolve, { once: true });
        }),
    );
    peer.send(new Uint8Array([7]));
    expect(((await blob)?.data as Blob).size).to.equal(1);
    socket.binaryType = 'arraybuffer';
    const next = new Promise<MessageEvent>((resolve) => (socket.onmessage = resolve));
    peer.send(new Uint8Array([7, 8]));
    expect(((await next).data as ArrayBuffer) instanceof realm.ArrayBuffer).to.be.true;
    await buffer;
  });

  it('is closed by the page, after what was sent before', async () => {
    const { peer, open, events } = await socketApp();
    const socket = await open();
    socket.send('last');
    socket.close(3001, 'enough');
    expect(socket.readyState).to.equal(2);
    await until(() => socket.readyState === 3, 'The end');
    expect(peer.received).to.deep.equal(['last']);
    expect(peer.ends).to.deep.equal([{ code: 3001, reason: 'enough' }]);
    expect(events.at(-1)).to.deep.equal(['close', 3001, 'enough', true]);
  });

  it('is closed by the app', async () => {
    const { peer, open, events } = await socketApp();
    const socket = await open();
    peer.send({ code: 4000, reason: 'inactive' });
    await until(() => socket.readyState === 3, 'The end');
    expect(events).to.deep.equal(['open', ['close', 4000, 'inactive', true]]);
  });

  it('that the app refuses, or that breaks, fails', async () => {
    const refused = await socketApp(null);
    await refused.open();
    await until(() => refused.events.length === 2);
    expect(refused.events).to.deep.equal(['error', ['close', 1006, '', false]]);
    const broken = await socketApp();
    await broken.open();
    broken.peer.send(new Error('the kernel has died'));
    await until(() => broken.events.length === 3);
    expect(broken.events).to.deep.equal(['open', 'error', ['close', 1006, '', false]]);
  });

  it('is closed when its page is left', async () => {
    const { app, peer, open } = await socketApp();
    await open();
    app.view.dispose();
    await until(() => peer.ends.length === 1, 'The end');
    expect(peer.ends).to.deep.equal([{ code: 1001, reason: '' }]);
  });

  it('refuses what the standard does', async () => {
    const { realm, open } = await socketApp();
    const nameOf = (call: () => unknown): string => {
      try {
        call();
      } catch (error) {
        return (error as Error).name;
      }
      return 'none';
    };
    const make = (url: string, protocols?: string[]) =>
      nameOf(() => new realm.WebSocket(url, protocols));
    expect(make('ftp://localhost/')).to.equal('SyntaxError');
    expect(make('/live#hash')).to.equal('SyntaxError');
    expect(make('/live', ['a', 'a'])).to.equal('SyntaxError');
    expect(make('/live', ['a b'])).to.equal('SyntaxError');
    const early = new realm.WebSocket('/live');
    expect(nameOf(() => early.send('x'))).to.equal('InvalidStateError');
    const socket = await open();
    expect(nameOf(() => socket.close(1001))).to.equal('InvalidAccessError');
    expect(nameOf(() => socket.close(1000, 'ü'.repeat(62)))).to.equal('SyntaxError');
  });

  it('to other origins is the browser’s own', async () => {
    const { realm, asked } = await socketApp();
    const socket = new realm.WebSocket('ws://localhost:1/');
    expect(socket instanceof realm.WebSocket).to.be.true;
    await new Promise((resolve) => (socket.onclose = resolve));
    expect(asked).to.deep.equal([]);
  });
});
