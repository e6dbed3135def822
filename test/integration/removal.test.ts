import { expect } from '@open-wc/testing';

import {
  ask,
  COUNTER,
  find,
  load,
  mount,
  press,
  read,
  realms,
  textOf,
  until,
  type WebDashElement,
} from './fixture.js';
import { watchPage } from './page-watch.js';

const page = watchPage();

/** Loads fonts, stylesheets, assets, portals, page listeners: what could be left behind. */
const BUSY = `
  from dash import Dash, Input, Output, callback, dcc, html
  import plotly.graph_objects as go

  class Marker:
      pass

  marker = Marker()
  app = Dash(__name__)
  app.layout = html.Div([
      dcc.Dropdown(["one", "two"], id="dropdown"),
      dcc.DatePickerSingle(id="date"),
      dcc.Graph(figure=go.Figure(go.Scatter(y=[1, 2])), id="graph"),
      dcc.Interval(id="interval", interval=200),
      dcc.Location(id="location"),
      dcc.Store(id="store", storage_type="session", data=1),
      html.Img(src="/assets/dot.svg", id="image"),
      html.P(id="count"),
  ])

  @callback(Output("count", "children"), Input("interval", "n_intervals"))
  def count(n):
      return str(n or 0)
`;

const FILES = {
  'assets/page.css': `
    @font-face { font-family: Own; src: url(own.woff2); }
    @property --own { syntax: "<length>"; inherits: false; initial-value: 3px; }
    body { background: url(dot.svg); }
  `,
  'assets/page.js': `
    window.leaked = true;
    window.addEventListener('resize', () => {});
    document.addEventListener('keydown', () => {});
    document.addEventListener('visibilitychange', () => {});
  `,
  'assets/dot.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>',
  'notes.txt': 'of the removed app',
};

/** Tells what Python still holds of apps that are gone. */
const INSPECTOR = `
  import gc, os, sys
  from pathlib import Path
  from dash import Dash, html

  app = Dash(__name__)
  app.layout = html.Div()

  @app.server.get("/left")
  def left():
      gc.collect()
      apps = Path(__file__).parent.parent
      return {
          "markers": sum(type(each).__name__ == "Marker" for each in gc.get_objects()),
          "files": [str(path) for path in apps.rglob("notes.txt")],
          "folders": len(list(apps.iterdir())),
          "modules": sorted(name for name in sys.modules if name.startswith("own_module")),
      }
`;

describe('a page from which an app is removed', () => {
  let inspector: WebDashElement;

  before(async () => {
    await load();
    inspector = await mount({ code: INSPECTOR });
  });

  it('is what it was before, and Python has forgotten the app', async () => {
    const before = pageState();
    const files = { ...FILES, 'own_module.py': 'VALUE = 1' };
    const code = `${BUSY}\n  import own_module\n`;
    const element = await mount({ code, files });
    await until(() => Number(textOf(element, 'count')) > 0, 'the interval ticks');
    await press(element, 'dropdown');
    await find(element, '.dash-dropdown-option');
    await find(element, '.js-plotly-plot .scatterlayer');
    expect(document.adoptedStyleSheets.length).to.be.above(before.sheets.length);
    // Of each app: its realm, and its history.
    expect(realms()).to.have.length(2 * 2);
    expect(page.listeners().length).to.be.above(before.listeners.length);
    expect(page.blobs().length).to.be.above(before.blobs.length);
    expect(await left(inspector)).to.include({ markers: 1, folders: 2 });

    element.remove();
    await until(() => element.state === 'idle', 'the app has ended');
    expect(pageState()).to.deep.equal(before);
    expect([...(element.shadowRoot?.children ?? [])].map((each) => each.localName)).to.deep.equal([
      'style',
    ]);
    expect(await left(inspector)).to.deep.equal({
      ...{ markers: 0, files: [], folders: 1, modules: [] },
    });
  });

  it('starts the app anew when it is put back', async () => {
    const element = await mount({ attributes: { src: COUNTER } });
    await press(element, 'button');
    await read(element, 'count', 'pressed 1 times');
    element.remove();
    await until(() => element.state === 'idle', 'the app has ended');
    document.body.append(element);
    await element.ready;
    await read(element, 'count', 'pressed 0 times');
    element.remove();
  });
});

describe('an app that is moved in its page', () => {
  it('keeps its state, its realm and its Python', async () => {
    const element = await mount({ attributes: { src: COUNTER } });
    const events: string[] = [];
    for (const type of ['loadstart', 'load', 'error']) {
      element.addEventListener(type, () => events.push(type));
    }
    await press(element, 'button');
    await read(element, 'count', 'pressed 1 times');
    const button = await find(element, '#button');
    const elsewhere = document.createElement('div');
    document.body.prepend(elsewhere);
    elsewhere.append(element);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(textOf(element, 'count')).to.equal('pressed 1 times');
    expect(await find(element, '#button')).to.equal(button);
    await press(element, 'button');
    await read(element, 'count', 'pressed 2 times');
    expect(events).to.deep.equal([]);
    element.remove();
  });
});

/** What must be as before: names of globals, the tree, stylesheets, listeners, blob URLs. */
function pageState() {
  const names = (node: Element): string[] => [...node.children].map((child) => child.outerHTML);
  return {
    globals: Object.getOwnPropertyNames(window).sort(),
    root: [...document.documentElement.children].map((child) => child.localName),
    head: names(document.head),
    body: [...document.body.children].map((child) => child.localName),
    attributes: [document.documentElement, document.body].map((node) =>
      [...node.attributes].map(({ name, value }) => `${name}=${value}`).join(),
    ),
    sheets: document.adoptedStyleSheets.flatMap((sheet) =>
      [...sheet.cssRules].map((rule) => rule.cssText),
    ),
    fonts: [...document.fonts].map(({ family }) => family),
    title: [document.title],
    address: [location.href, String(history.length)],
    storage: [...Object.keys(localStorage), document.cookie],
    listeners: page.listeners(),
    blobs: page.blobs(),
  };
}

async function left(element: WebDashElement): Promise<Record<string, unknown>> {
  return JSON.parse(await ask(element, '/left')) as Record<string, unknown>;
}
