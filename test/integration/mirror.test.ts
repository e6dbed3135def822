import { expect } from '@open-wc/testing';

import { startServer, type TestServer } from '../helpers/commands.js';
import { read, until, type WebDashElement } from './fixture.js';

const CODE = `
import numpy
import tabulate
from dash import Dash, html
table = tabulate.tabulate([[int(numpy.arange(7).sum())]], tablefmt="plain")
app = Dash()
app.layout = html.P(table, id="table")
`;

describe('an element with a mirror', () => {
  let server: TestServer;
  let frame: HTMLIFrameElement;

  before(async () => {
    server = await startServer();
  });
  afterEach(() => frame.remove());
  after(() => server.kill());

  /** An element on a page whose scripts and workers may ask no other host than the mirror's. */
  async function elementWith(attributes: string, code: string): Promise<WebDashElement> {
    const mirror = server.origin;
    const csp = `default-src 'none'; connect-src ${mirror};
      script-src ${mirror} 'unsafe-inline' blob: 'wasm-unsafe-eval'; worker-src ${mirror} blob:;
      style-src 'unsafe-inline' blob:; img-src blob:; font-src blob:; media-src blob:`;
    const body = `<script type="module" src="${mirror}/dist/web-dash.js"></script>
      <web-dash loading="eager" mirror="${mirror}/mirror" ${attributes}><script
        type="text/x-python">${code}</script></web-dash>`;
    frame = document.createElement('iframe');
    frame.style.cssText = 'width: 800px; height: 600px';
    frame.src = `/page?${new URLSearchParams({ csp: csp.replaceAll('\n', ' '), body }).toString()}`;
    document.body.append(frame);
    const element = await until(
      () => frame.contentDocument?.querySelector<WebDashElement>('web-dash:defined'),
      'the element is defined',
    );
    return element.ready;
  }

  it('finds the runtime and the core there', async () => {
    const code = CODE.replace(/^import .*|^table.*/gm, '').replace('(table,', '("21",');
    await read(await elementWith('', code), 'table', '21');
    const beside = (await server.requests()).filter((path) => /^\/dist\/(?!web-dash)/.test(path));
    expect(beside).to.deep.equal([]);
  });

  it('finds Pyodide’s packages and the index there, and asks no other host', async () => {
    const pyodide = `${server.origin}/mirror/pyodide/0.27.7/`;
    const element = await elementWith(`pyodide-url="${pyodide}"`, CODE);
    await read(element, 'table', '21');
    const requests = (await server.requests()).join('\n');
    expect(requests).to.match(/\/mirror\/pyodide\/0\.27\.7\/numpy-.*\.whl/);
    expect(requests).to.contain('/mirror/simple/tabulate/');
  });
});
