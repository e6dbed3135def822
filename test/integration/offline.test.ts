import { expect } from '@open-wc/testing';

import { startServer, type TestServer } from '../helpers/commands.js';
import { ask, find, loadFrom, mount, press, read, until, type WebDashElement } from './fixture.js';

/** Shows, one after the other, what needs files that haven't been asked for yet. */
const CODE = `
  from dash import Dash, Input, Output, callback, dash_table, dcc, html
  import plotly.graph_objects as go

  app = Dash(__name__)
  app.layout = html.Div([html.Button(name, id=name) for name in ("table", "graph", "formula", "image", "text")]
                        + [html.Div(id=f"{name}-place") for name in ("table", "graph", "formula", "image", "text")])

  @callback(Output("table-place", "children"), Input("table", "n_clicks"), prevent_initial_call=True)
  def table(n):
      rows = [{"name": "b", "n": 2}, {"name": "a", "n": 1}]
      return dash_table.DataTable(rows, [{"name": k, "id": k} for k in rows[0]], sort_action="native", id="rows")

  @callback(Output("graph-place", "children"), Input("graph", "n_clicks"), prevent_initial_call=True)
  def graph(n):
      return dcc.Graph(figure=go.Figure(go.Bar(y=[1, 2, 3])))

  @callback(Output("formula-place", "children"), Input("formula", "n_clicks"), prevent_initial_call=True)
  def formula(n):
      return dcc.Markdown("# Formula\\n$$x^2 + y^2$$", mathjax=True)

  @callback(Output("image-place", "children"), Input("image", "n_clicks"), prevent_initial_call=True)
  def image(n):
      return html.Img(src=app.get_asset_url("square.svg"), id="square")

  @callback(Output("text-place", "children"), Input("text", "n_clicks"))
  def text(n):
      import colorsys
      return f"pressed {n or 0} {colorsys.rgb_to_hsv(0, 0, 1)[0]:.2f}"

  @app.server.get("/hello")
  def hello():
      return "hello"
`;

describe('an app whose web server is killed after its boot', () => {
  let server: TestServer;
  let element: WebDashElement;

  before(async () => {
    server = await startServer();
    await loadFrom(`${server.origin}/dist/`, 'offline-dash');
    element = await mount({
      tag: 'offline-dash',
      code: CODE,
      files: {
        'assets/square.svg':
          '<svg xmlns="http://www.w3.org/2000/svg" width="21" height="21"><path d="M0 0"/></svg>',
      },
    });
    await read(element, 'text-place', 'pressed 0 0.67');
    await server.kill();
    const reached = await fetch(`${server.origin}/dist/web-dash.js`).then(
      () => true,
      () => false,
    );
    expect(reached, 'the server still answers').to.be.false;
  });

  it('answers callbacks', async () => {
    await press(element, 'text');
    await read(element, 'text-place', 'pressed 1 0.67');
  });

  it('shows a first table, whose scripts load now', async () => {
    await press(element, 'table');
    await find(element, '#rows td');
    (await find(element, '#rows .column-header--sort')).click();
    await until(
      () => element.shadowRoot?.querySelector('#rows td')?.textContent === 'a',
      'the table is sorted',
    );
  });

  it('shows a first graph', async () => {
    await press(element, 'graph');
    await find(element, '#graph-place .bars .point');
  });

  it('shows a first formula', async () => {
    await press(element, 'formula');
    await find(element, '#formula-place mjx-container, #formula-place .MathJax');
  });

  it('shows an image of its assets', async () => {
    await press(element, 'image');
    const image = (await find(element, '#square')) as HTMLImageElement;
    await until(() => image.naturalWidth > 0, 'the image has loaded');
    expect(image.naturalWidth).to.equal(21);
  });

  it('answers the page', async () => {
    expect(await ask(element, '/hello')).to.equal('hello');
    expect((await element.fetch('/assets/square.svg')).headers.get('Content-Type')).to.contain(
      'image/svg+xml',
    );
  });
});

describe('a second app after the web server was killed', () => {
  it('starts in the kernel that runs', async () => {
    const element = await mount({ tag: 'offline-dash', code: CODE });
    await press(element, 'graph');
    await find(element, '#graph-place .bars .point');
  });
});
