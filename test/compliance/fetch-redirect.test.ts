import { expect } from '@open-wc/testing';

import type { AppRequest } from '../../src/kernel/protocol.js';
import { startServer } from '../helpers/commands.js';
import { mountApp, type App, type Reply } from '../view/fixture.js';

const redirect = (status: number, location: string): Reply => ({
  status,
  headers: [['Location', location]],
});

const text = ({ body }: AppRequest): string | null => body && new TextDecoder().decode(body);

describe('A redirect answered to fetch()', () => {
  let app: App;

  beforeEach(async () => {
    app = await mountApp({
      '/': '',
      '/end': 'arrived',
      ...Object.fromEntries(
        [301, 302, 303, 307, 308].map((status) => [`/${status}`, redirect(status, '/end')]),
      ),
      '/deep/here': redirect(302, '../end?from=deep'),
      '/loop': redirect(302, '/loop'),
    });
  });

  /** The methods and bodies that reached the back end after the first page. */
  const steps = () => app.requests.slice(1).map((request) => [request.method, text(request)]);

  for (const status of [301, 302, 303, 307, 308]) {
    it(`${status} is followed`, async () => {
      const response = await app.realm.fetch(`/${status}#part`);
      expect(await response.text()).to.equal('arrived');
      expect(response.url).to.equal(`${location.origin}/end`);
      expect(response.redirected).to.equal(true);
    });
  }

  for (const status of [301, 302, 303]) {
    it(`${status} turns a POST into a GET without a body`, async () => {
      const headers = { 'Content-Type': 'text/csv' };
      await app.realm.fetch(`/${status}`, { method: 'POST', body: 'data', headers });
      expect(steps()).to.deep.equal([
        ['POST', 'data'],
        ['GET', null],
      ]);
      const names = app.requests.at(-1)?.headers.map(([name]) => name.toLowerCase());
      expect(names).not.to.include('content-type');
    });
  }

  for (const status of [307, 308]) {
    it(`${status} keeps method and body`, async () => {
      await app.realm.fetch(`/${status}`, { method: 'POST', body: 'data' });
      expect(steps()).to.deep.equal([
        ['POST', 'data'],
        ['POST', 'data'],
      ]);
    });
  }

  it('301 keeps a PUT, and 303 makes it a GET', async () => {
    await app.realm.fetch('/301', { method: 'PUT', body: 'a' });
    await app.realm.fetch('/303', { method: 'PUT', body: 'b' });
    expect(steps().map(([method]) => method)).to.deep.equal(['PUT', 'PUT', 'PUT', 'GET']);
  });

  it('303 keeps a HEAD', async () => {
    await app.realm.fetch('/303', { method: 'HEAD' });
    expect(steps().map(([method]) => method)).to.deep.equal(['HEAD', 'HEAD']);
  });

  it('is relative to the address that answered it', async () => {
    await app.realm.fetch('/deep/here');
    expect(app.targets().at(-1)).to.equal('/end?from=deep');
  });

  it('rejects with a TypeError after twenty of them', async () => {
    const reason: unknown = await app.realm.fetch('/loop').catch((error: unknown) => error);
    expect(reason).to.be.instanceOf(app.realm.TypeError);
    expect(app.targets().filter((target) => target === '/loop')).to.have.length(21);
  });

  it('rejects with a TypeError under redirect: "error"', async () => {
    const init = { redirect: 'error' } as const;
    const reason: unknown = await app.realm.fetch('/302', init).catch((error: unknown) => error);
    expect(reason).to.be.instanceOf(app.realm.TypeError);
    expect(app.targets()).to.deep.equal(['/', '/302']);
  });

  it('is not followed under redirect: "manual", and nothing of it can be read', async () => {
    const response = await app.realm.fetch('/302', { redirect: 'manual' });
    for (const each of [response, response.clone()]) {
      expect([each.type, each.status, each.ok]).to.deep.equal(['opaqueredirect', 0, false]);
      expect([...each.headers]).to.deep.equal([]);
      expect(each.body).to.equal(null);
      expect(each.url).to.equal(`${location.origin}/302`);
    }
    expect(app.targets()).to.deep.equal(['/', '/302']);
  });

  it('is a plain response under redirect: "manual" if it is none', async () => {
    const response = await app.realm.fetch('/end', { redirect: 'manual' });
    expect([response.type, response.status]).to.deep.equal(['basic', 200]);
    expect(await response.text()).to.equal('arrived');
  });

  it('to another origin goes to the network', async () => {
    const server = await startServer();
    const elsewhere = await mountApp({
      '/': '',
      '/away': redirect(302, `${server.origin}/page?body=elsewhere`),
    });
    const response = await elsewhere.realm.fetch('/away');
    expect(await response.text()).to.contain('elsewhere');
    expect(response.url).to.equal(`${server.origin}/page?body=elsewhere`);
    expect(response.redirected).to.equal(true);
  });
});
