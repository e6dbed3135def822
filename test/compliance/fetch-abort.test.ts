import { expect } from '@open-wc/testing';

import { mountApp, until } from '../view/fixture.js';

/** An app whose `/slow` answers never, and says when it was told to stop. */
async function slowApp() {
  const stopped: string[] = [];
  const app = await mountApp({
    '/': '',
    '/quick': 'quick',
    '/slow': (_, signal) =>
      new Promise((_, reject) => {
        signal?.addEventListener('abort', () => {
          stopped.push('stopped');
          reject(new DOMException('Stopped', 'AbortError'));
        });
      }),
  });
  return { app, realm: app.realm, stopped };
}

const rejection = (promise: Promise<unknown>): Promise<Error> =>
  promise.then(
    () => {
      throw new Error('It was answered');
    },
    (error: unknown) => error as Error,
  );

describe('An AbortSignal given to fetch()', () => {
  it('that is aborted already keeps the request from being sent', async () => {
    const { app, realm } = await slowApp();
    const error = await rejection(realm.fetch('/quick', { signal: realm.AbortSignal.abort() }));
    expect(error.name).to.equal('AbortError');
    expect(app.targets()).to.deep.equal(['/']);
  });

  it('rejects a request under way and tells the back end', async () => {
    const { app, realm, stopped } = await slowApp();
    const controller = new realm.AbortController();
    const request = rejection(realm.fetch('/slow', { signal: controller.signal }));
    await until(() => app.targets().includes('/slow'));
    controller.abort();
    expect((await request).name).to.equal('AbortError');
    expect(stopped).to.deep.equal(['stopped']);
  });

  it('of a Request object works as well', async () => {
    const { app, realm } = await slowApp();
    const controller = new realm.AbortController();
    const request = new realm.Request('/slow', { signal: controller.signal });
    const rejected = rejection(realm.fetch(request));
    await until(() => app.targets().includes('/slow'));
    controller.abort();
    expect((await rejected).name).to.equal('AbortError');
  });

  it('that comes too late changes nothing', async () => {
    const { realm } = await slowApp();
    const controller = new realm.AbortController();
    const response = await realm.fetch('/quick', { signal: controller.signal });
    const text = await response.text();
    controller.abort();
    expect(text).to.equal('quick');
  });
});
