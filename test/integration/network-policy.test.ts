import { expect } from '@open-wc/testing';

import { startServer, type TestServer } from '../helpers/commands.js';
import { textOf, until, type WebDashElement } from './fixture.js';

const CODE = `
import requests
from dash import Dash, html
try:
    text = requests.get("ADDRESS").text
except requests.ConnectionError as error:
    text = str(error)
app = Dash()
app.layout = html.P(text, id="text")
`;

/** Its page shows what a worker reaches: the app, and another origin. */
const WITH_WORKER = `
from pathlib import Path
from dash import Dash, html
Path("assets").mkdir()
Path("assets/worker.js").write_text('''
    const status = async (url) => {
        try { return (await fetch(url)).status; } catch { return "refused"; }
    };
    Promise.all(["/_dash-layout", "ADDRESS"].map(status)).then(postMessage);
''')
Path("assets/page.js").write_text('''
    const worker = new Worker("/assets/worker.js");
    worker.onmessage = ({ data }) => { document.title = data.join(); };
    worker.onerror = ({ message }) => { document.title = message; };
''')
app = Dash()
app.layout = html.P("shown", id="text")
`;

describe('an app under a Content-Security-Policy', () => {
  let dist: TestServer;
  let data: TestServer;
  let frame: HTMLIFrameElement;

  before(async () => {
    dist = await startServer();
    data = await startServer();
  });
  afterEach(() => frame.remove());
  after(async () => {
    await dist.kill();
    await data.kill();
  });

  /** An app that is shown and asks `data`, on a page with a policy. */
  async function shownUnder(
    csp: string,
    template: string,
    origin = dist.origin,
  ): Promise<WebDashElement> {
    const code = template.replace('ADDRESS', `${data.origin}/outside/table.csv`);
    const body = `<script type="module" src="${origin}/dist/web-dash.js"></script>
      <web-dash loading="eager"><script type="text/x-python">${code}</script></web-dash>`;
    frame = document.createElement('iframe');
    frame.src = `/page?${new URLSearchParams({ csp, body }).toString()}`;
    document.body.append(frame);
    const element = await until(
      () => frame.contentDocument?.querySelector<WebDashElement>('web-dash:defined'),
      'the element is defined',
    );
    await element.ready;
    await until(() => textOf(element, 'text'), 'the app is shown');
    return element;
  }

  /** What an app says whose Python asks `data`, on a page that may connect to `sources`. */
  async function textUnder(sources: string): Promise<string | undefined> {
    // The worker of a dist/ on another origin is a blob, to which the page's policy applies.
    return textOf(await shownUnder(`connect-src ${sources}`, CODE), 'text');
  }

  it('is told by Python what the policy lacks', async () => {
    const text = await textUnder(`'self' blob: ${dist.origin}`);
    expect(text).to.contain("the page's Content-Security-Policy forbids it. ");
    expect(text).to.contain(`Add ${data.origin} to its connect-src.`);
  });

  it('asks from Python where the policy allows it', async () => {
    const text = await textUnder(`'self' blob: ${dist.origin} ${data.origin}`);
    expect(text).to.contain('Lisbon,545000');
  });

  const titleOf = (element: WebDashElement): string =>
    element.shadowRoot?.querySelector('title')?.textContent ?? '';

  it('reaches from its workers the app, and what the policy allows', async () => {
    const element = await shownUnder(`connect-src 'self' blob: ${dist.origin}`, WITH_WORKER);
    await until(() => titleOf(element) === '200,refused', 'the worker has answered');
  });

  it('is told why it has no workers', async () => {
    const element = await shownUnder(`worker-src 'self'`, WITH_WORKER, location.origin);
    await until(() => titleOf(element).includes('must allow blob:'), 'the worker has failed');
  });
});
