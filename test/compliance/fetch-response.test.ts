import { expect } from '@open-wc/testing';

import { mountApp, type Reply } from '../view/fixture.js';

const ALL_BYTES = Uint8Array.from({ length: 256 }, (_, index) => index);

/** The app's answer to a request in its realm, and the realm's own `Response`. */
async function answered(reply: Reply, init: RequestInit = {}) {
  const { realm } = await mountApp({ '/': '', '/answer': reply });
  return { response: await realm.fetch('/answer', init), realm };
}

describe('A response to fetch() in the realm', () => {
  it('has the app’s status, its text and its headers', async () => {
    const { response } = await answered({
      status: 418,
      statusText: 'I’m a teapot'.replace('’', "'"),
      headers: [
        ['X-One', '1'],
        ['X-Many', 'a'],
        ['X-Many', 'b'],
      ],
    });
    expect([response.status, response.statusText, response.ok]).to.deep.equal([
      418,
      "I'm a teapot",
      false,
    ]);
    expect(response.headers.get('x-one')).to.equal('1');
    expect(response.headers.get('x-many')).to.equal('a, b');
  });

  it('is an object of the realm, and so is its JSON', async () => {
    const { response, realm } = await answered({ body: '{"a": [1]}', type: 'application/json' });
    expect(response).to.be.instanceOf(realm.Response);
    const data: unknown = await response.json();
    expect(data).to.be.instanceOf(realm.Object);
    expect(data).to.deep.equal({ a: [1] });
  });

  it('carries every byte of a binary body', async () => {
    const { response } = await answered({ body: ALL_BYTES, type: 'application/octet-stream' });
    expect([...new Uint8Array(await response.arrayBuffer())]).to.deep.equal([...ALL_BYTES]);
  });

  for (const coding of ['gzip', 'deflate'] as const) {
    it(`is decoded where the app has sent it as ${coding}`, async () => {
      const packed = new Blob([ALL_BYTES]).stream().pipeThrough(new CompressionStream(coding));
      const body = new Uint8Array(await new Response(packed).arrayBuffer());
      const headers = [['Content-Encoding', coding]] as const;
      const { response } = await answered({ body, headers });
      expect([...new Uint8Array(await response.arrayBuffer())]).to.deep.equal([...ALL_BYTES]);
      expect(response.headers.get('content-encoding')).to.equal(coding);
    });
  }

  it('gives a blob of the app’s media type', async () => {
    const { response } = await answered({ body: ALL_BYTES, type: 'image/x-own' });
    const blob = await response.blob();
    expect([blob.type, blob.size]).to.deep.equal(['image/x-own', 256]);
  });

  it('can be read as a stream', async () => {
    const { response } = await answered({ body: 'streamed' });
    const chunk = await response.body?.getReader().read();
    expect(new TextDecoder().decode(chunk?.value)).to.equal('streamed');
  });

  for (const status of [204, 205, 304]) {
    it(`has no body with status ${status}`, async () => {
      const { response } = await answered({ status, headers: [['ETag', '"1"']] });
      expect(response.status).to.equal(status);
      expect(response.body).to.equal(null);
      expect(await response.text()).to.equal('');
      expect(response.headers.get('etag')).to.equal('"1"');
    });
  }

  for (const status of [0, 101, 103, 199, 600, 999]) {
    it(`rejects with status ${status}, which HTTP doesn’t have`, async () => {
      const app = await mountApp({ '/': '', '/answer': { status, body: 'odd' } });
      const reason: unknown = await app.realm.fetch('/answer').catch((error: unknown) => error);
      expect(reason).to.be.instanceOf(app.realm.TypeError);
      expect(String(reason)).to.contain(String(status));
    });
  }

  it('to HEAD has headers and no content', async () => {
    const { response } = await answered({ headers: [['X-Size', '9']] }, { method: 'HEAD' });
    expect(response.headers.get('x-size')).to.equal('9');
    expect(await response.text()).to.equal('');
  });

  it('says its address and type, and so do its clones', async () => {
    const { response } = await answered({ body: 'twice' });
    const clone = response.clone();
    for (const each of [response, clone, clone.clone()]) {
      expect(each.url).to.equal(`${location.origin}/answer`);
      expect(each.redirected).to.equal(false);
      expect(each.type).to.equal('basic');
    }
    expect([await response.text(), await clone.text()]).to.deep.equal(['twice', 'twice']);
  });

  it('rejects when the back end fails, with what it failed with', async () => {
    const failure = new Error('The kernel died');
    const app = await mountApp({
      '/': '',
      '/broken': () => {
        throw failure;
      },
    });
    const reason: unknown = await app.realm.fetch('/broken').catch((error: unknown) => error);
    expect(reason).to.equal(failure);
  });
});

describe('View.fetch()', () => {
  it('asks the app as its scripts do, and answers with the page’s Response', async () => {
    const app = await mountApp({ '/': '', '/docs/': '', '/docs/a': 'relative' });
    app.realm.history.pushState(null, '', '/docs/');
    const response = await app.view.fetch('a');
    expect(response).to.be.instanceOf(Response);
    expect(await response.text()).to.equal('relative');
    expect(response.url).to.equal(`${location.origin}/docs/a`);
  });
});
