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

describe('a request of Python’s under a Content-Security-Policy', () => {
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

  /** What an app says that asks `data`, on a page that may connect to `sources`. */
  async function textUnder(sources: string): Promise<string | undefined> {
    // The worker of a dist/ on another origin is a blob, to which the page's policy applies.
    const csp = `connect-src ${sources}`;
    const code = CODE.replace('ADDRESS', `${data.origin}/outside/table.csv`);
    const body = `<script type="module" src="${dist.origin}/dist/web-dash.js"></script>
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
    return textOf(element, 'text');
  }

  it('is told what the policy lacks', async () => {
    const text = await textUnder(`'self' blob: ${dist.origin}`);
    expect(text).to.contain("the page's Content-Security-Policy forbids it. ");
    expect(text).to.contain(`Add ${data.origin} to its connect-src.`);
  });

  it('is sent where the policy allows it', async () => {
    const text = await textUnder(`'self' blob: ${dist.origin} ${data.origin}`);
    expect(text).to.contain('Lisbon,545000');
  });
});
