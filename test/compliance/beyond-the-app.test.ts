import { expect, oneEvent } from '@open-wc/testing';

import { startServer, type TestServer } from '../helpers/commands.js';
import { mountApp, type App } from '../view/fixture.js';

const DATA = 'data:text/plain,of%20its%20own';

/** Asks by XMLHttpRequest and gives the text of the answer. */
async function asked(app: App, url: string): Promise<string> {
  const request = new app.realm.XMLHttpRequest();
  request.open('GET', url);
  const ended = oneEvent(request, 'loadend');
  request.send();
  await ended;
  expect(request.status).to.equal(200);
  return request.responseText;
}

describe('What is no address of the app is the browser’s to answer', () => {
  let app: App;

  beforeEach(async () => {
    app = await mountApp('');
  });

  afterEach(() => expect(app.targets()).to.deep.equal(['/']));

  /** The address of a blob that a script of the app made, or the page did. */
  const blobOf = (scope: typeof globalThis): string =>
    scope.URL.createObjectURL(new Blob(['in a blob'], { type: 'text/plain' }));

  it('data: by fetch()', async () => {
    const response = await app.realm.fetch(DATA);
    expect(await response.text()).to.equal('of its own');
    expect(response.headers.get('content-type')).to.equal('text/plain');
  });

  it('data: by XMLHttpRequest', async () => {
    expect(await asked(app, DATA)).to.equal('of its own');
  });

  it('blob: by fetch()', async () => {
    for (const scope of [app.realm, window]) {
      const response = await app.realm.fetch(blobOf(scope));
      expect(await response.text()).to.equal('in a blob');
    }
  });

  it('blob: by XMLHttpRequest', async () => {
    for (const scope of [app.realm, window]) {
      expect(await asked(app, blobOf(scope))).to.equal('in a blob');
    }
  });
});

describe('A request of the app to another origin', () => {
  let app: App;
  let server: TestServer;

  before(async () => {
    server = await startServer();
  });

  beforeEach(async () => {
    app = await mountApp('');
  });

  afterEach(() => expect(app.targets()).to.deep.equal(['/']));

  const post = { method: 'POST', body: 'sent with it' };

  it('arrives with its body', async () => {
    const response = await app.realm.fetch(`${server.origin}/echo`, post);
    expect(await response.json()).to.deep.equal(post);
  });

  it('arrives with its body if it is given as a Request', async () => {
    const request = new app.realm.Request(`${server.origin}/echo`, post);
    const response = await app.realm.fetch(request);
    expect(await response.json()).to.deep.equal(post);
  });

  it('arrives as its init says if that goes with a Request', async () => {
    const request = new app.realm.Request(`${server.origin}/echo`, { ...post, body: 'before' });
    const response = await app.realm.fetch(request, { body: post.body });
    expect(await response.json()).to.deep.equal(post);
  });

  it('by View.fetch() goes to the network as well', async () => {
    const response = await app.view.fetch(`${server.origin}/echo`, post);
    expect(await response.json()).to.deep.equal(post);
    expect(response.url).to.equal(`${server.origin}/echo`);
  });
});
