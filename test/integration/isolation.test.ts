import { expect } from '@open-wc/testing';

import { ask, load, mount, press, read, type WebDashElement } from './fixture.js';

/** Tells what an app finds in the Python that it shares with others. */
const OBSERVE = `
import os, sys
import dash, plotly.io
import plotly.graph_objects as go
import settings
from dash import Dash, Input, Output, callback, html

app = Dash(__name__, use_pages=True, pages_folder="")
dash.register_page("home", path="/", layout=lambda: html.Button("?", id="ask"))
app.layout = html.Div([dash.page_container, html.Div(id="who")])

@callback(Output("who", "children"), Input("ask", "n_clicks"), prevent_initial_call=True)
def who(n):
    return f"{settings.NAME} {n}"

@app.server.get("/state")
def state():
    return {
        "template": plotly.io.templates.default,
        "background": go.Figure().layout.template.layout.paper_bgcolor,
        "pages": [page["path"] for page in dash.page_registry.values()],
        "outputs": sorted(key for key in app.callback_map if key.startswith("who.")),
        "environment": os.environ.get("WHO"),
        "folder": os.path.relpath(os.getcwd(), os.path.dirname(__file__)),
        "path": "only-mine" in sys.path,
        "main": hasattr(sys.modules["__main__"], "MINE"),
        "files": sorted(os.listdir(os.path.dirname(__file__))),
        "settings": settings.NAME,
    }
`;

/** Changes whatever of that it can reach. */
const CHANGE = `
plotly.io.templates.default = "plotly_dark"
plotly.io.templates["plotly"].layout.paper_bgcolor = "red"
dash.register_page("mine", path="/mine", layout=html.Div())

@callback(Output("who", "title"), Input("ask", "n_clicks"))
def mine(n):
    return "mine"

os.environ["WHO"] = "changer"
os.mkdir("mine")
os.chdir("mine")
sys.path.insert(0, "only-mine")
MINE = "changed"
`;

const UNCHANGED = {
  template: 'plotly',
  background: 'white',
  pages: ['/'],
  outputs: ['who.children'],
  environment: null,
  folder: '.',
  path: false,
  main: false,
};

describe('apps of one kernel', () => {
  let earlier: WebDashElement;
  let changer: WebDashElement;
  let later: WebDashElement;

  before(async () => {
    await load();
    const files = (name: string): Record<string, string> => ({
      'settings.py': `NAME = ${JSON.stringify(name)}`,
    });
    earlier = await mount({ code: OBSERVE, files: files('earlier') });
    changer = await mount({ code: OBSERVE + CHANGE, files: files('changer') });
    later = await mount({ code: OBSERVE, files: files('later') });
  });

  it('keep what they change of Dash, Plotly and the process to themselves', async () => {
    expect(await state(changer)).to.deep.equal({
      template: 'plotly_dark',
      background: 'rgb(17,17,17)',
      pages: ['/', '/mine'],
      outputs: ['who.children', 'who.title'],
      environment: 'changer',
      folder: 'mine',
      path: true,
      main: true,
      files: ['app.py', 'mine', 'settings.py'],
      settings: 'changer',
    });
    for (const [element, settings] of [
      [earlier, 'earlier'],
      [later, 'later'],
    ] as const) {
      const files = ['app.py', 'settings.py'];
      expect(await state(element), settings).to.deep.equal({ ...UNCHANGED, files, settings });
    }
  });

  it('import their own files where the names are equal', async () => {
    for (const [element, name] of [
      [later, 'later'],
      [earlier, 'earlier'],
      [changer, 'changer'],
    ] as const) {
      await press(element, 'ask');
      await read(element, 'who', `${name} 1`);
    }
  });

  it('keep what they change while they answer', async () => {
    const code = `
      import os
      import plotly.io
      from dash import Dash, html
      app = Dash(__name__)
      app.layout = html.Div()

      @app.server.get("/change/<name>")
      def change(name):
          seen = f"{os.environ.get('SEEN')} {plotly.io.templates.default}"
          os.environ["SEEN"] = plotly.io.templates.default = name
          return seen
    `;
    const [first, second] = await Promise.all([mount({ code }), mount({ code })]);
    expect(await ask(first, '/change/ggplot2')).to.equal('None plotly');
    expect(await ask(second, '/change/seaborn')).to.equal('None plotly');
    expect(await ask(first, '/change/none')).to.equal('ggplot2 ggplot2');
    expect(await ask(second, '/change/none')).to.equal('seaborn seaborn');
  });
});

async function state(element: WebDashElement): Promise<unknown> {
  const response = await element.fetch('/state');
  expect(response.status).to.equal(200);
  return response.json();
}
