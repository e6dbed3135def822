import { expect } from '@open-wc/testing';

import { startServer } from '../helpers/commands.js';
import {
  COUNTER,
  insert,
  load,
  offersRetry,
  read,
  retry,
  shownFailure,
  type WebDashElement,
} from './fixture.js';
import { replace } from './replace.js';

describe('an element whose source can’t be had', () => {
  before(load);

  let element: WebDashElement;
  afterEach(() => element.remove());

  it('says that there is none', async () => {
    element = insert({});
    const text = await shownFailure(element, 'source-missing');
    expect(text).to.contain('src attribute');
    expect(offersRetry(element), 'a retry can’t help').to.be.false;
  });

  it('names the address that is not there, and starts once it is', async () => {
    const missing = new URL('/demo/apps/none.py', location.href).href;
    element = insert({ attributes: { src: missing } });
    const text = await shownFailure(element, 'source-not-found');
    expect(text).to.contain(missing).and.to.contain('404');
    const fetch = replace(
      window,
      'fetch',
      (original) => (input, init) => original(input === missing ? COUNTER : input, init),
    );
    retry(element);
    await element.ready;
    fetch.restore();
    await read(element, 'count', 'pressed 0 times');
  });

  it('says that a server forbids to read it', async () => {
    const server = await startServer({ cors: false });
    element = insert({ attributes: { src: server.origin + COUNTER } });
    expect(await shownFailure(element, 'source-not-found')).to.contain('CORS');
    await server.kill();
  });

  it('says that a server can’t be reached', async () => {
    const server = await startServer();
    await server.kill();
    element = insert({ attributes: { src: server.origin + COUNTER } });
    expect(await shownFailure(element, 'source-not-found')).to.contain(server.origin);
  });

  it('names a file of the app that is not there', async () => {
    element = insert({});
    element.innerHTML = '<web-dash-file name="data.csv" url="/demo/none.csv"></web-dash-file>';
    element.code = 'app = 1';
    expect(await shownFailure(element, 'source-not-found')).to.contain('/demo/none.csv');
  });

  it('gives up on a server that never answers', async () => {
    const timeout = replace(
      window,
      'setTimeout',
      (original) =>
        ((handler: () => void, limit?: number) =>
          original(handler, limit === 60_000 ? 100 : limit)) as typeof setTimeout,
    );
    const src = `/fault/stalled/app.py${COUNTER}`;
    element = insert({ attributes: { src } });
    expect(await shownFailure(element, 'timeout')).to.contain(src);
    timeout.restore();
    expect(offersRetry(element)).to.be.true;
  });
});
