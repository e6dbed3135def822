import { expect } from '@open-wc/testing';

import { startServer, type TestServer } from '../helpers/commands.js';
import { COUNTER, loadFrom, mount, press, read } from './fixture.js';
import { watchPage } from './page-watch.js';

const page = watchPage();

describe('a copy of dist/', () => {
  let server: TestServer;

  before(async () => {
    server = await startServer();
  });
  after(() => server.kill());

  it('works from another origin, through a blob that is then revoked', async () => {
    await loadFrom(`${server.origin}/dist/`, 'foreign-dash');
    const blobs = page.blobs();
    const element = await mount({ tag: 'foreign-dash', attributes: { src: COUNTER } });
    await press(element, 'button');
    await read(element, 'count', 'pressed 1 times');
    expect(page.workers.map((url) => new URL(url).protocol)).to.deep.equal(['blob:']);
    expect(page.blobs().filter((url) => page.workers.includes(url))).to.deep.equal([]);
    element.remove();
    expect(blobs).to.deep.equal([]);
    const unexpected = (await server.requests()).filter((path) => !path.startsWith('/dist/'));
    expect(unexpected).to.deep.equal([]);
  });

  it('works from any folder', async () => {
    // An address of the test server's below which every file is as in /dist/.
    await loadFrom('/fault/missing/nothing/dist/', 'deep-dash');
    const element = await mount({ tag: 'deep-dash', attributes: { src: COUNTER } });
    await press(element, 'button');
    await read(element, 'count', 'pressed 1 times');
    expect(page.workers.at(-1)).to.contain('/fault/missing/nothing/dist/web-dash-kernel.js');
    element.remove();
  });
});
