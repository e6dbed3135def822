import { expect } from '@open-wc/testing';

import type { AppRequest } from '../../src/kernel/protocol.js';
import { startServer } from '../helpers/commands.js';
import { mountApp, type App } from '../view/fixture.js';

const ALL_BYTES = Uint8Array.from({ length: 256 }, (_, index) => index);

const header = ({ headers }: AppRequest, name: string): string | undefined =>
  headers.find(([key]) => key.toLowerCase() === name)?.[1];

const text = ({ body }: AppRequest): string => new TextDecoder().decode(body ?? new Uint8Array());

describe('A request by fetch() in the realm', () => {
  let app: App;

  beforeEach(async () => {
    app = await mountApp({ '/': '', '/docs/page': '', '/api/echo': 'here' });
  });

  /** Asks `/api/echo` and gives what reached the back end. */
  async function sent(init: RequestInit = {}, url = '/api/echo'): Promise<AppRequest> {
    await app.realm.fetch(url, init);
    return app.lastRequest();
  }

  it('resolves a relative address against the app’s own', async () => {
    app.realm.history.pushState(null, '', '/docs/page');
    expect((await sent({}, '../api/echo?x=1')).target).to.equal('/api/echo?x=1');
    expect((await sent({}, 'sub')).target).to.equal('/docs/sub');
  });

  it('is the app’s too if its address names the origin', async () => {
    expect((await sent({}, `${location.origin}/api/echo`)).target).to.equal('/api/echo');
  });

  it('keeps the query as it was written, without the fragment', async () => {
    const { target } = await sent({}, '/api/echo?a=1&a=2&b=%2F%20%C3%A4&c=#part');
    expect(target).to.equal('/api/echo?a=1&a=2&b=%2F%20%C3%A4&c=');
  });

  for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
    it(`has the method ${method}`, async () => {
      expect((await sent({ method })).method).to.equal(method);
    });
  }

  it('has the headers that the script gave', async () => {
    const request = await sent({ headers: { 'X-Token': 'abc', Accept: 'text/csv' } });
    expect(header(request, 'x-token')).to.equal('abc');
    expect(header(request, 'accept')).to.equal('text/csv');
  });

  it('has the headers that a browser adds by itself', async () => {
    const get = await sent();
    expect(header(get, 'accept')).to.equal('*/*');
    expect(header(get, 'user-agent')).to.equal(navigator.userAgent);
    expect(header(get, 'referer')).to.equal(`${location.origin}/`);
    expect(header(get, 'origin')).to.equal(undefined);
    expect(header(await sent({ method: 'POST' }), 'origin')).to.equal(location.origin);
  });

  it('has no body if none was given', async () => {
    expect((await sent()).body).to.equal(null);
  });

  it('may be a Request object, with a body or without', async () => {
    const { Request } = app.realm;
    await app.realm.fetch(new Request('/api/echo?get'));
    await app.realm.fetch(new Request('/api/echo?post', { method: 'POST', body: 'data' }));
    const [get, post] = app.requests.slice(-2) as [AppRequest, AppRequest];
    expect([get.method, get.body]).to.deep.equal(['GET', null]);
    expect([post.method, text(post)]).to.deep.equal(['POST', 'data']);
  });

  it('has the text of an init, whatever else there is', async () => {
    const { Request } = app.realm;
    const request = new Request('/api/echo', { method: 'PUT', body: 'other' });
    await app.realm.fetch(request, { body: 'Ä\ud800' });
    expect([app.lastRequest().method, text(app.lastRequest())]).to.deep.equal(['PUT', 'Ä\ufffd']);
    expect(header(app.lastRequest(), 'content-type')).to.equal('text/plain;charset=UTF-8');
    const refused = app.realm.fetch('/api/echo', { body: '' }).catch((error: unknown) => error);
    expect(await refused).to.be.an.instanceOf(app.realm.TypeError);
  });

  it('carries every byte of a binary body', async () => {
    const { body } = await sent({ method: 'POST', body: ALL_BYTES });
    expect([...(body ?? [])]).to.deep.equal([...ALL_BYTES]);
  });

  it('says the media type of a Blob', async () => {
    const body = new app.realm.Blob([ALL_BYTES], { type: 'application/x-own' });
    const request = await sent({ method: 'POST', body });
    expect(header(request, 'content-type')).to.equal('application/x-own');
    expect([...(request.body ?? [])]).to.deep.equal([...ALL_BYTES]);
  });

  it('encodes URLSearchParams as a form', async () => {
    const body = new app.realm.URLSearchParams({ name: 'Ä b', x: '1' });
    const request = await sent({ method: 'POST', body });
    expect(header(request, 'content-type')).to.match(/^application\/x-www-form-urlencoded/);
    expect(text(request)).to.equal('name=%C3%84+b&x=1');
  });

  it('encodes FormData with files as multipart', async () => {
    const body = new app.realm.FormData();
    body.append('field', 'value');
    body.append('upload', new app.realm.File(['content'], 'a.txt', { type: 'text/plain' }));
    const request = await sent({ method: 'POST', body });
    const type = header(request, 'content-type') ?? '';
    const received = await new Response(request.body as BodyInit, {
      headers: { 'content-type': type },
    }).formData();
    expect(received.get('field')).to.equal('value');
    const file = received.get('upload') as File;
    expect([file.name, file.type, await file.text()]).to.deep.equal([
      'a.txt',
      'text/plain',
      'content',
    ]);
  });

  it('goes to the network if it is for another origin', async () => {
    const server = await startServer();
    const before = app.requests.length;
    const response = await app.realm.fetch(`${server.origin}/page?body=elsewhere`);
    expect(await response.text()).to.contain('elsewhere');
    expect(await server.requests()).to.deep.equal(['/page?body=elsewhere']);
    expect(app.requests).to.have.length(before);
  });

  it('is not the app’s if the page itself makes it', async () => {
    const before = app.requests.length;
    expect((await fetch('/api/echo')).status).to.equal(404);
    expect(app.requests).to.have.length(before);
  });
});
