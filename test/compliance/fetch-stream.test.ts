import { expect } from '@open-wc/testing';

import { mountApp, until, type Reply } from '../view/fixture.js';
import { Body } from './fetch-stream-body.js';

async function streaming(reply?: Omit<Reply, 'rest'>) {
  const body = new Body();
  const app = await mountApp({ '/': '', '/stream': body.reply({ type: 'text/plain', ...reply }) });
  return { body, app, realm: app.realm };
}

describe('A body that the app is still making', () => {
  it('is read part by part, as it comes', async () => {
    const { body, realm } = await streaming({ body: 'one ' });
    const response = await realm.fetch('/stream');
    expect(response.status).to.equal(200);
    const reader = response.body?.pipeThrough(new realm.TextDecoderStream()).getReader();
    expect(response.body instanceof realm.ReadableStream).to.be.true;
    expect((await reader?.read())?.value).to.equal('one ');
    body.send('two ');
    expect((await reader?.read())?.value).to.equal('two ');
    body.send('three', null);
    expect((await reader?.read())?.value).to.equal('three');
    expect((await reader?.read())?.done).to.be.true;
    expect(body.cancelled).to.equal(0);
  });

  it('is read as a whole at its end', async () => {
    const { body, realm } = await streaming({ body: 'one ' });
    body.send('two ', new Uint8Array([255]), null);
    const bytes = new Uint8Array(await (await realm.fetch('/stream')).arrayBuffer());
    expect([...bytes]).to.deep.equal([...new TextEncoder().encode('one two '), 255]);
  });

  it('is given up by cancel()', async () => {
    const { body, realm } = await streaming();
    const response = await realm.fetch('/stream');
    await response.body?.cancel();
    expect(body.cancelled).to.equal(1);
  });

  it('is given up by the signal, also once the response is there', async () => {
    const { body, realm } = await streaming();
    const controller = new realm.AbortController();
    const response = await realm.fetch('/stream', { signal: controller.signal });
    const read = response.body?.getReader().read();
    controller.abort();
    const error: unknown = await read?.catch((reason: unknown) => reason);
    expect((error as Error).name).to.equal('AbortError');
    expect(body.cancelled).to.equal(1);
  });

  it('is given up when its page is left', async () => {
    const { body, app, realm } = await streaming();
    await realm.fetch('/stream');
    app.view.dispose();
    await until(() => body.cancelled === 1, 'The end of the stream');
  });

  it('that breaks is a network error', async () => {
    const { body, realm } = await streaming();
    const response = await realm.fetch('/stream');
    body.send('one', new Error('broken'));
    const error: unknown = await response.text().catch((reason: unknown) => reason);
    expect(error instanceof realm.TypeError, String(error)).to.be.true;
  });

  it('is cloned with all that comes', async () => {
    const { body, realm } = await streaming();
    const response = await realm.fetch('/stream');
    const copy = response.clone();
    body.send('one', null);
    expect(await Promise.all([response.text(), copy.text()])).to.deep.equal(['one', 'one']);
  });

  it('of a status without bodies is given up', async () => {
    const { body, realm } = await streaming({ status: 204 });
    expect((await realm.fetch('/stream')).body).to.equal(null);
    expect(body.cancelled).to.equal(1);
  });
});
