import { expect, nextFrame } from '@open-wc/testing';

import {
  COUNTER,
  find,
  load,
  mount,
  press,
  read,
  realms,
  until,
  type WebDashElement,
} from './fixture.js';

const CODE = `
  from dash import Dash, Input, Output, callback, dcc, html
  import plotly.graph_objects as go

  app = Dash(__name__)
  app.layout = html.Div([
      html.H1("Title"),
      html.P(["Text with ", html.A("a link", href="#"), " and ", html.B("bold"), "."]),
      html.Button("Count", id="button"), html.Span(id="count"),
      dcc.Input(id="input", value="text"),
      dcc.Dropdown(["one", "two"], "one", id="dropdown"),
      dcc.Slider(0, 10, 1, value=3, id="slider"),
      dcc.Graph(figure=go.Figure(go.Bar(y=[1, 3, 2]), {"height": 200}), id="graph"),
      html.Table(html.Tbody(html.Tr([html.Td("cell")]))),
  ])

  @callback(Output("count", "children"), Input("button", "n_clicks"))
  def count(n):
      return f"pressed {n or 0} times"
`;

/** What a page may say that must not reach an app: on every element, by type, and inherited. */
const HOSTILE = `
  *, ::before, ::after {
    color: red !important;
    font: italic 40px/3 fantasy !important;
    letter-spacing: 9px !important;
    text-shadow: 2px 2px blue !important;
  }
  body, div, button, input, table, td, svg, p, h1, a {
    background: lime !important;
    border: 7px dotted fuchsia !important;
    padding: 11px !important;
  }
  body {
    text-align: right; text-transform: uppercase; word-spacing: 20px; white-space: pre;
    visibility: visible; cursor: wait; direction: rtl; list-style: square; user-select: none;
    border-collapse: collapse; -webkit-text-stroke: 1px red; quotes: "(" ")"; fill: red;
  }
  .dash-dropdown, .dash-slider-container, .js-plotly-plot, #button, #graph { display: none !important; }
  [part], web-dash > * { outline: 3px solid red; }
`;

/** Old and other versions of what apps use, as a page may have them. */
const OWN_GLOBALS = {
  React: { version: '15.0.0' },
  ReactDOM: { version: '15.0.0' },
  Plotly: { version: '1.0.0' },
  dash_clientside: { own: true },
  dash_component_api: 'own',
  DashRenderer: () => {
    throw new Error('the page’s own');
  },
  // A page with an AMD loader, which bundles would take for theirs.
  define: Object.assign(() => undefined, { amd: {} }),
  module: 'own',
  process: 'own',
};

describe('a page that has its own ways', () => {
  /** All that scripts can replace, as it was before the element was loaded. */
  let original: Map<string, unknown>;
  /** A box whose width and place no stylesheet changes. */
  let box: HTMLElement;
  let element: WebDashElement;
  let style: HTMLStyleElement;
  const globals = window as unknown as Record<string, unknown>;

  before(async () => {
    Object.assign(window, OWN_GLOBALS);
    original = builtIns();
    await load();
    box = document.createElement('section');
    box.style.cssText = 'position: fixed; inset: 0; width: 700px; overflow: auto';
    document.body.append(box);
    style = document.createElement('style');
    style.textContent = HOSTILE;
  });

  after(() => {
    style.remove();
    for (const name of Object.keys(OWN_GLOBALS)) Reflect.deleteProperty(window, name);
  });

  it('keeps its styles out of the app', async () => {
    element = await mount({ code: CODE, parent: box });
    await settled(element);
    const alone = computedStyles(element);
    document.head.append(style);
    await nextFrame();
    await nextFrame();
    expect(differences(computedStyles(element), alone), 'of a running app').to.deep.equal([]);
    element.remove();
    element = await mount({ code: CODE, parent: box });
    await settled(element);
    expect(differences(computedStyles(element), alone), 'of a new app').to.deep.equal([]);
  });

  it('keeps its React, Plotly and module loader, as the app keeps its own', async () => {
    await press(element, 'button');
    await read(element, 'count', 'pressed 1 times');
    expect(
      (await find(element, '.js-plotly-plot .bars .point')).getBoundingClientRect().height,
    ).to.be.above(0);
    for (const [name, value] of Object.entries(OWN_GLOBALS)) {
      expect(globals[name], name).to.equal(value);
    }
    expect(OWN_GLOBALS.React).to.deep.equal({ version: '15.0.0' });
    expect(OWN_GLOBALS.dash_clientside).to.deep.equal({ own: true });
  });

  it('sees no styles, nodes or globals of the app', async () => {
    const probe = document.createElement('div');
    probe.innerHTML = `<button class="dash-dropdown">x</button><div class="modebar">y</div>`;
    style.remove();
    element.remove();
    await until(() => element.state === 'idle', 'the app has ended');
    document.body.append(probe);
    const before = computedStyles(probe);
    const head = document.head.innerHTML;
    const names = new Set(Object.getOwnPropertyNames(window));
    element = await mount({ code: CODE, parent: box });
    await settled(element);
    expect(differences(computedStyles(probe), before)).to.deep.equal([]);
    expect(document.head.innerHTML).to.equal(head);
    // Frames are properties of the window by their numbers.
    const added = Object.getOwnPropertyNames(window).filter((name) => !names.has(name));
    expect(added.filter((name) => !/^\d+$/.test(name))).to.deep.equal([]);
    expect(document.querySelectorAll('#react-entry-point')).to.have.length(0);
    expect(document.title).not.to.equal('Dash');
    probe.remove();
  });

  it('hears of the app’s events what it hears of any element’s, and keeps its own', async () => {
    const targets: (EventTarget | null)[] = [];
    const listener = (event: Event): void => void targets.push(event.target);
    document.addEventListener('click', listener);
    const counter = await mount({ attributes: { src: COUNTER }, parent: box });
    await press(counter, 'button');
    await read(counter, 'count', 'pressed 1 times');
    document.removeEventListener('click', listener);
    expect(targets).to.deep.equal([counter]);
    counter.remove();
  });

  it('has all functions of the browser as they were, once its apps are gone', async () => {
    element.remove();
    await until(() => realms().length === 0, 'the apps are gone');
    const now = builtIns();
    const changed = [...original].filter(([name, value]) => now.get(name) !== value);
    expect(changed.map(([name]) => name)).to.deep.equal([]);
    expect([...now.keys()].filter((name) => !original.has(name))).to.deep.equal([]);
  });
});

/** The functions of the window, its classes and their prototypes, by name: `Node.prototype.append`. */
function builtIns(): Map<string, unknown> {
  const found = new Map<string, unknown>();
  const collect = (owner: object, path: string): void => {
    for (const [name, property] of Object.entries(Object.getOwnPropertyDescriptors(owner))) {
      for (const [part, value] of Object.entries(property) as [string, unknown][]) {
        if (typeof value === 'function') found.set(`${path}${name} ${part}`, value);
      }
    }
  };
  collect(window, '');
  for (const [name, value] of [...found]) {
    const prototype = (value as { prototype?: unknown }).prototype;
    if (typeof prototype === 'object' && prototype !== null) {
      collect(prototype, `${name.split(' ', 1).join()}.prototype.`);
    }
  }
  for (const name of ['history', 'location', 'navigator', 'document', 'console'] as const) {
    collect(window[name], `${name}.`);
  }
  return found;
}

/** Waits until the app is drawn and nothing of it changes any more. */
async function settled(element: WebDashElement): Promise<void> {
  await read(element, 'count', 'pressed 0 times');
  await find(element, '.js-plotly-plot .bars .point');
  await find(element, '.dash-slider-root, .dash-slider-container');
  let last = '';
  let since = performance.now();
  await until(() => {
    const now = element.shadowRoot?.querySelector('body')?.innerHTML ?? '';
    if (now !== last) [last, since] = [now, performance.now()];
    return performance.now() - since > 500;
  }, 'the app comes to rest');
}

/** The computed styles of all that is shown below an element, in its order. */
function computedStyles(element: Element): { name: string; values: Map<string, string> }[] {
  const top = element.shadowRoot?.querySelector('html') ?? element;
  return [top, ...top.querySelectorAll('*')].map((each) => {
    const style = getComputedStyle(each);
    const values = new Map([...style].map((name) => [name, style.getPropertyValue(name)]));
    return { name: `${each.localName}.${each.getAttribute('class') ?? ''}`, values };
  });
}

type Styles = ReturnType<typeof computedStyles>;

function differences(now: Styles, before: Styles): string[] {
  const found: string[] = [];
  if (now.length !== before.length) found.push(`${before.length} elements became ${now.length}`);
  for (const [index, { name, values }] of now.entries()) {
    for (const [property, value] of values) {
      // Ids that Radix and Plotly number anew for each instance.
      if (property.startsWith('--') || value.includes('url(')) continue;
      const old = before[index]?.values.get(property);
      if (old !== value) found.push(`${name}: ${property} was ${old ?? 'unset'}, is ${value}`);
    }
  }
  return found.slice(0, 20);
}
