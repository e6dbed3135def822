import { expect } from '@open-wc/testing';

import { ask, insert, load, mount, press, read, textOf, type WebDashElement } from './fixture.js';

/** A complete distribution of the other line; see `tools/distribution.mjs`. */
const PYODIDE = '/pyodide-0.27.7/';
const INDEX = new URL('/simple/', location.href).href;

before(load);

afterEach(() => {
  for (const element of document.querySelectorAll('web-dash')) element.remove();
});

/** An app with a component of each suite, and a callback. */
const DASH = `
  import dash
  from dash import Dash, Input, Output, dash_table, dcc, html

  app = Dash(__name__)
  app.layout = html.Div([
      html.Button("Press", id="button"),
      html.P(id="text"),
      dcc.Slider(0, 10, id="slider"),
      dash_table.DataTable([{"a": 1}], id="table"),
  ])

  @app.callback(Output("text", "children"), Input("button", "n_clicks"), prevent_initial_call=True)
  def press(clicks):
      return f"{dash.__version__} {clicks}"
`;

function put(code: string, attributes: Record<string, string> = {}): WebDashElement {
  return insert({
    code,
    attributes: { 'pyodide-url': PYODIDE, 'index-url': INDEX, ...attributes },
  });
}

/** Waits for an app of {@link DASH}, and checks that it is of that version, its scripts included. */
async function expectDash(element: WebDashElement, version: string): Promise<void> {
  await element.ready;
  await press(element, 'button');
  await read(element, 'text', `${version} 1`);
  const page = await ask(element, '/');
  const scripts = [...page.matchAll(/_dash-component-suites\/(dash\/[^"]+)/g)].map(
    ([, path]) => path,
  );
  const renderer = scripts.find((path) => path?.includes('dash_renderer'));
  expect(renderer, page).to.contain(`.v${version.replaceAll('.', '_')}m`);
  for (const script of scripts) {
    const response = await element.fetch(`/_dash-component-suites/${script ?? ''}`);
    expect(response.status, script).to.equal(200);
  }
}

/** Checks that the page and an app of {@link DASH} see each other's props. */
async function expectProps(element: WebDashElement): Promise<void> {
  const told: unknown[] = [];
  element.addEventListener('propschange', ({ detail }) => told.push(detail.props['children']));
  const version = (await element.getProps('text'))['children'] as string;
  await element.setProps('button', { n_clicks: 7 });
  const text = version.replace(/1$/, '7');
  await read(element, 'text', text);
  expect(told).to.include(text);
}

describe('the packages of an app on Pyodide 0.27.7', () => {
  it('are found in the distribution by what the code imports', async () => {
    const element = put(`
      import sklearn
      from dash import Dash, html
      app = Dash()
      app.layout = html.P(sklearn.__version__, id="value")
    `);
    await element.ready;
    await read(element, 'value', '1.6.1');
  });

  it('draw with numpy, pandas and plotly.express', async () => {
    const element = put(`
      import numpy as np
      import pandas as pd
      import plotly.express as px
      from dash import Dash, dcc, html
      frame = pd.DataFrame({"x": np.arange(3), "y": np.arange(3) ** 2})
      app = Dash()
      figure = px.line(frame, x="x", y="y")
      app.layout = html.Div([dcc.Graph(figure=figure), html.P(str(figure.data[0].y.tolist()), id="value")])
    `);
    await element.ready;
    await read(element, 'value', '[0, 1, 4]');
  });

  it('are those too that only other packages import', async () => {
    const code = `
      import plotly.express as px
      from dash import Dash, html

      app = Dash()
      app.layout = html.P(len(px.data.iris()), id="text")
    `;
    const element = put(code, { kernel: 'without pandas' });
    await read(element, 'text', '150');
    expect(JSON.parse(await element.createLock())).to.have.nested.property('packages.pandas');
  });

  it('may be an older Dash, which serves its own components, beside other ones', async () => {
    const present = put(DASH);
    await expectDash(present, '4.2.0');
    const second = put(DASH, { requirements: 'dash==2.18.2' });
    const third = put(DASH, { requirements: 'dash==3.4.0' });
    await Promise.all([expectDash(second, '2.18.2'), expectDash(third, '3.4.0')]);
    for (const element of [present, second, third]) await expectProps(element);
    // A pin of what runs already stays in the first kernel.
    await expectDash(put(DASH, { requirements: 'dash>=4,<5' }), '4.2.0');
    await press(present, 'button');
    await read(present, 'text', '4.2.0 8');
  });

  it('that apps pin differently are each in a kernel of its own', async () => {
    const code = `
      import importlib.metadata
      from dash import Dash, html
      app = Dash()
      app.layout = html.P(importlib.metadata.version("flask"), id="value")
    `;
    const present = put(code, { kernel: 'pins' });
    const older = put(code, { kernel: 'pins', requirements: 'flask==3.0.3' });
    await read(older, 'value', '3.0.3');
    await present.ready;
    expect(textOf(present, 'value')).to.match(/^3\.1\./);
  });

  it('are the same ever after with a lock', async () => {
    const code = `
      import pyparsing, tabulate
      from dash import Dash, html
      app = Dash()
      app.layout = html.P(f"{pyparsing.__version__} {tabulate.__version__}", id="value")
    `;
    const first = put(code, { requirements: 'tabulate', kernel: 'lock' });
    await first.ready;
    const text = await first.createLock();
    const { packages } = JSON.parse(text) as { packages: Record<string, { sha256: string }> };
    expect(Object.keys(packages)).to.deep.equal(['pyparsing', 'tabulate']);
    const lock = URL.createObjectURL(new Blob([text]));
    const attributes = { 'pyodide-url': PYODIDE, 'index-url': '/none/', kernel: 'locked', lock };
    await read(await mount({ code, attributes }), 'value', '3.1.2 0.10.0');
  });
});
