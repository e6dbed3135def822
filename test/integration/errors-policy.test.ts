import { expect } from '@open-wc/testing';

import { startServer, type TestServer } from '../helpers/commands.js';
import {
  loadClass,
  offersRetry,
  insert,
  press,
  read,
  shownFailure,
  until,
  type WebDashElement,
} from './fixture.js';

/** What the README asks of a page's policy, where `dist/` is on the page's own origin or another. */
function sufficient(dist: string, worker: string): Record<string, string> {
  return {
    'default-src': "'none'",
    'connect-src': dist,
    'script-src': `${dist} 'unsafe-inline' blob: 'wasm-unsafe-eval'`,
    'style-src': "'unsafe-inline' blob:",
    'img-src': 'blob:',
    'font-src': 'blob:',
    'media-src': 'blob:',
    'worker-src': worker,
  };
}

const SUFFICIENT = sufficient("'self'", "'self'");

const CODE = `
from dash import Dash, Input, Output, callback, dcc, html
import plotly.graph_objects as go
app = Dash()
app.layout = [html.Button(id="button"), html.P(id="count"), html.Img(src="/assets/dot.svg", id="dot"),
              dcc.Dropdown(["a"]), dcc.Graph(figure=go.Figure(go.Bar(y=[1])))]
@callback(Output("count", "children"), Input("button", "n_clicks"))
def count(n): return f"pressed {n or 0} times"
`;

describe('an element under a Content-Security-Policy', () => {
  let server: TestServer;
  let frame: HTMLIFrameElement;

  before(async () => {
    server = await startServer();
  });
  afterEach(() => frame.remove());
  after(() => server.kill());

  /** An element in a frame whose page has that policy. */
  async function elementUnder(
    policy: Record<string, string>,
    origin = location.origin,
  ): Promise<WebDashElement> {
    const csp = Object.entries(policy)
      .map((directive) => directive.join(' '))
      .join('; ');
    const body = `<script type="module" src="${origin}/dist/web-dash.js"></script>
      <web-dash loading="eager"><script type="text/x-python">${CODE}</script>
      <web-dash-file name="assets/dot.svg">&lt;svg xmlns="http://www.w3.org/2000/svg" width="7" height="7"/></web-dash-file></web-dash>`;
    frame = document.createElement('iframe');
    frame.style.cssText = 'width: 800px; height: 600px';
    frame.src = `/page?${new URLSearchParams({ csp, body }).toString()}`;
    document.body.append(frame);
    return until(
      () => frame.contentDocument?.querySelector<WebDashElement>('web-dash:defined'),
      'the element is defined',
    );
  }

  async function expectToRun(element: WebDashElement): Promise<void> {
    await element.ready;
    await press(element, 'button');
    await read(element, 'count', 'pressed 1 times');
    await until(() => element.shadowRoot?.querySelector('.bars .point'), 'the graph is drawn');
    const image = element.shadowRoot?.querySelector<HTMLImageElement>('#dot');
    await until(() => image?.naturalWidth === 7, 'the image is shown');
  }

  it('runs with what the README asks for', async () => {
    await expectToRun(await elementUnder(SUFFICIENT));
  });

  it('runs with what the README asks for where dist/ is on another origin', async () => {
    const { origin } = server;
    await expectToRun(await elementUnder(sufficient(origin, `blob: ${origin}`), origin));
  });

  it('says that WebAssembly is forbidden, where the worker is under the page’s policy', async () => {
    const { origin } = server;
    const policy = {
      'script-src': `'self' 'unsafe-inline' blob: ${origin}`,
      'worker-src': `blob: ${origin}`,
    };
    const element = await elementUnder(policy, origin);
    const text = await shownFailure(element, 'wasm-forbidden');
    expect(text).to.contain("'wasm-unsafe-eval'");
  });

  it('says that workers are forbidden', async () => {
    const element = await elementUnder({ ...SUFFICIENT, 'worker-src': "'none'" });
    expect(await shownFailure(element, 'worker-forbidden')).to.contain('worker-src');
  });
});

describe('an element in a browser without WebAssembly', () => {
  it('says so', async () => {
    const WebDashElement = await loadClass('/dist/');
    const { origin } = location;
    const blobs: string[] = [];
    const moduleOf = (code: string): string => {
      const url = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
      blobs.push(url);
      return url;
    };
    const removal = moduleOf('delete self.WebAssembly');
    const workerURL = moduleOf(`import '${removal}'; import '${origin}/dist/web-dash-kernel.js';`);
    customElements.define(
      'wasmless-dash',
      class extends WebDashElement {
        protected override kernelAt(
          ...[name, place]: Parameters<WebDashElement['kernelAt']>
        ): ReturnType<WebDashElement['kernelAt']> {
          return super.kernelAt(name, { ...place, workerURL });
        }
      },
    );
    const element = insert({ tag: 'wasmless-dash', code: 'x = 1' });
    expect(await shownFailure(element, 'wasm-unavailable')).to.contain('current browser');
    expect(offersRetry(element), 'a retry can’t help').to.be.false;
    for (const url of blobs) URL.revokeObjectURL(url);
    element.remove();
  });
});
