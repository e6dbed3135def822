import { expect } from '@open-wc/testing';

import { CACHE_NAME } from '../../src/kernel/store/byte-cache.js';
import { startServer, type TestServer } from '../helpers/commands.js';
import { COUNTER, load, loadFrom, mount, press, read, until } from './fixture.js';

/** Waits until the store has kept all that a visit has loaded. */
async function kept(part: string): Promise<void> {
  let keys: readonly string[] = [];
  await until(() => {
    void caches
      .open(CACHE_NAME)
      .then((cache) => cache.keys())
      .then((requests) => {
        keys = requests.map(({ url }) => new URL(url).searchParams.get('key') ?? '');
      });
    return keys.some((key) => key.includes(part));
  }, `${part} is kept`);
  // It is the last one in the store's list; what comes after it is kept at once.
  await new Promise((resolve) => setTimeout(resolve, 500));
}

describe('on a second visit an app', () => {
  let server: TestServer;

  beforeEach(async () => {
    await caches.delete(CACHE_NAME);
    server = await startServer();
  });
  afterEach(() => server.kill());

  it('asks the server for nothing but scripts and its own files', async () => {
    await loadFrom(`${server.origin}/dist/`, 'kept-dash');
    const src = `${server.origin}${COUNTER}`;
    const first = await mount({ tag: 'kept-dash', attributes: { src, kernel: 'first' } });
    await kept('plotly.min.js');
    first.remove();
    const before = (await server.requests()).length;
    const second = await mount({ tag: 'kept-dash', attributes: { src, kernel: 'second' } });
    await press(second, 'button');
    await read(second, 'count', 'pressed 1 times');
    second.remove();
    const others = (await server.requests())
      .slice(before)
      .filter((path) => !path.endsWith('.js') && path !== COUNTER);
    expect(others).to.deep.equal([]);
  });

  it('starts though the server of its runtime and packages is gone', async () => {
    await load();
    const attributes = {
      'runtime-url': `${server.origin}/dist/runtime/`,
      'pyodide-url': `${server.origin}/pyodide-0.27.7/`,
      'index-url': `${server.origin}/simple/`,
    };
    const code = `
      import numpy
      import tabulate
      from dash import Dash, html
      app = Dash()
      app.layout = html.P(tabulate.tabulate([[int(numpy.arange(7).sum())]], tablefmt="plain"), id="table")
    `;
    const first = await mount({ code, attributes: { ...attributes, kernel: 'third' } });
    await read(first, 'table', '21');
    await kept('bytecode 0.27.7');
    first.remove();
    await server.kill();
    const second = await mount({ code, attributes: { ...attributes, kernel: 'fourth' } });
    await read(second, 'table', '21');
  });
});
