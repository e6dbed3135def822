import { expect, oneEvent } from '@open-wc/testing';

import { startServer } from '../helpers/commands.js';
import { expectSame, mountApp, type App } from '../view/fixture.js';

const ALL_BYTES = Uint8Array.from({ length: 256 }, (_, index) => index);

describe('XMLHttpRequest in the realm', () => {
  let app: App;

  beforeEach(async () => {
    app = await mountApp({
      '/': '',
      '/text': { body: 'Grüße', type: 'text/plain; charset=utf-8' },
      '/json': { body: '{"a": [1]}', type: 'application/json' },
      '/bytes': { body: ALL_BYTES, type: 'application/octet-stream' },
      '/xml': { body: '<a><b id="x"/></a>', type: 'text/xml' },
      '/gone': { status: 404, statusText: 'NOT FOUND', body: 'No such thing', type: 'text/plain' },
      '/moved': { status: 302, headers: [['Location', '/text?moved']] },
      '/headers': { headers: [['X-One', '1']] },
      '/empty': { status: 204, statusText: 'NO CONTENT' },
    });
  });

  /** Makes a request and waits for its end. */
  async function ask(
    url: string,
    {
      method = 'GET',
      body,
      prepare,
    }: {
      method?: string;
      body?: XMLHttpRequestBodyInit;
      prepare?: (request: XMLHttpRequest) => void;
    } = {},
  ): Promise<XMLHttpRequest> {
    const request = new app.realm.XMLHttpRequest();
    request.open(method, url);
    prepare?.(request);
    const ended = oneEvent(request, 'loadend');
    request.send(body);
    await ended;
    return request;
  }

  const as = (responseType: XMLHttpRequestResponseType) => (request: XMLHttpRequest) => {
    request.responseType = responseType;
  };

  it('reads text', async () => {
    const request = await ask('/text');
    expect(request.responseText).to.equal('Grüße');
    expect(request.response).to.equal('Grüße');
  });

  it('reads JSON', async () => {
    const response: unknown = (await ask('/json', { prepare: as('json') })).response;
    expect(response).to.deep.equal({ a: [1] });
    expect(response).to.be.instanceOf(app.realm.Object);
  });

  it('reads an ArrayBuffer', async () => {
    const response: unknown = (await ask('/bytes', { prepare: as('arraybuffer') })).response;
    expect(response).to.be.instanceOf(app.realm.ArrayBuffer);
    expect([...new Uint8Array(response as ArrayBuffer)]).to.deep.equal([...ALL_BYTES]);
  });

  it('reads a Blob', async () => {
    const blob = (await ask('/bytes', { prepare: as('blob') })).response as Blob;
    expect([blob.type, blob.size]).to.deep.equal(['application/octet-stream', 256]);
  });

  it('reads a document', async () => {
    const request = await ask('/xml', { prepare: as('document') });
    expect(request.responseXML?.getElementById('x')?.tagName).to.equal('b');
    expectSame(request.response, request.responseXML);
  });

  it('reads as a media type that overrides the app’s', async () => {
    const binary = await ask('/bytes', {
      prepare: (request) => request.overrideMimeType('text/plain; charset=x-user-defined'),
    });
    const codes = Array.from(binary.responseText, (character) => character.charCodeAt(0) & 0xff);
    expect(codes).to.deep.equal([...ALL_BYTES]);
  });

  it('tells status and text of an error as of a success', async () => {
    const request = await ask('/gone');
    expect([request.status, request.statusText]).to.deep.equal([404, 'NOT FOUND']);
    expect(request.responseText).to.equal('No such thing');
    const empty = await ask('/empty');
    expect([empty.status, empty.responseText]).to.deep.equal([204, '']);
  });

  it('tells the headers', async () => {
    const request = await ask('/headers');
    expect(request.getResponseHeader('x-ONE')).to.equal('1');
    expect(request.getResponseHeader('x-none')).to.equal(null);
    expect(request.getAllResponseHeaders().split('\r\n')).to.include('x-one: 1');
  });

  it('follows redirects and tells the last address', async () => {
    const request = await ask('/moved#part');
    expect(request.responseText).to.equal('Grüße');
    expect(request.responseURL).to.equal(`${location.origin}/text?moved`);
  });

  it('sends method, headers and body', async () => {
    await ask('/text?q=1', {
      method: 'put',
      body: ALL_BYTES,
      prepare: (request) => {
        request.setRequestHeader('X-A', '1');
        request.setRequestHeader('X-A', '2');
        request.setRequestHeader('Content-Type', 'application/x-own');
      },
    });
    const { method, target, headers, body } = app.lastRequest();
    expect([method, target]).to.deep.equal(['PUT', '/text?q=1']);
    expect(headers).to.deep.include(['x-a', '1, 2']);
    expect(headers).to.deep.include(['content-type', 'application/x-own']);
    expect([...(body ?? [])]).to.deep.equal([...ALL_BYTES]);
  });

  it('sends a document as markup', async () => {
    const request = new app.realm.XMLHttpRequest();
    request.open('POST', '/text');
    request.send(new DOMParser().parseFromString('<a/>', 'text/xml'));
    await oneEvent(request, 'loadend');
    expect(new TextDecoder().decode(app.lastRequest().body ?? undefined)).to.equal('<a/>');
  });

  it('can be used again', async () => {
    const request = await ask('/gone');
    request.open('GET', '/text');
    expect([request.readyState, request.status]).to.deep.equal([1, 0]);
    request.send();
    await oneEvent(request, 'loadend');
    expect([request.status, request.responseText]).to.deep.equal([200, 'Grüße']);
  });

  it('refuses to ask the app synchronously, and says why', () => {
    const request = new app.realm.XMLHttpRequest();
    expect(() => request.open('GET', '/text', false)).to.throw(/synchronous.*fetch\(\)/);
  });

  it('asks the network for what is another origin’s', async () => {
    const server = await startServer();
    const before = app.requests.length;
    const request = await ask(`${server.origin}/page?body=elsewhere`);
    expect([request.status, request.responseText.includes('elsewhere')]).to.deep.equal([200, true]);
    expect(await server.requests()).to.deep.equal(['/page?body=elsewhere']);
    expect(app.requests).to.have.length(before);
  });
});
