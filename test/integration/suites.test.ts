import { expect } from '@open-wc/testing';

import { ask, find, load, mount, read, realms, until } from './fixture.js';

const CODE = `
from dash import Dash, dcc, html
from flask import jsonify, request

app = Dash(__name__)
app.layout = html.Div([dcc.Graph(figure={"data": [{"y": [1, 2]}]}), html.P("Hello", id="hello")])
`;

const WATCHED = `${CODE}
seen = []

@app.server.before_request
def look():
    seen.append(request.path)

@app.server.get("/seen")
def told():
    return jsonify(seen)
`;

const DRAWN = '.js-plotly-plot .main-svg';

/** What the frames of the page's apps have loaded of the runtime's component suites. */
function loadedByPages(): string[] {
  const entries = realms().flatMap((frame) =>
    (frame.contentWindow?.performance.getEntriesByType('resource') ?? []).map(({ name }) => name),
  );
  return entries.flatMap((name) => /\/suites\/(.+)$/.exec(name)?.[1] ?? []);
}

describe('the component suites of Dash', () => {
  before(load);
  afterEach(async () => {
    const elements = document.querySelectorAll('web-dash');
    // One for its scripts, another for its history.
    expect(realms()).to.have.length(2 * elements.length);
    elements.forEach((element) => element.remove());
    await until(() => realms().length === 0, 'the frames are gone');
  });

  // The first app of its kernel, and the first of this page: nothing has been loaded ahead for another one.
  it('are the app’s to serve where it looks at requests', async () => {
    const element = await mount({ code: WATCHED, attributes: { kernel: 'watched' } });
    await read(element, 'hello', 'Hello');
    await find(element, DRAWN);
    expect(loadedByPages()).to.deep.equal([]);
    const seen = JSON.parse(await ask(element, '/seen')) as string[];
    expect(seen.filter((path) => /plotly.*\.min\.js$/.test(path))).to.have.length(1);
  });

  it('are loaded by the page itself, each as it is in the runtime', async () => {
    const element = await mount({ code: CODE });
    await read(element, 'hello', 'Hello');
    await find(element, DRAWN);
    expect(loadedByPages()).to.include.members([
      'dash/dash-renderer/build/dash_renderer.min.js',
      'dash/dcc/async-graph.js',
      'plotly/package_data/plotly.min.js',
    ]);
    // Before the app's page names any.
    expect(loadedByPages().slice(0, 2)).to.have.members([
      'dash/dcc/async-graph.js',
      'plotly/package_data/plotly.min.js',
    ]);
    // To the app's scripts they are where Dash has them.
    const names = [...(element.shadowRoot?.querySelectorAll('script[src]') ?? [])]
      .map((script) => script.getAttribute('src') ?? '')
      .filter((src) => src.includes('dash_renderer'));
    expect(names).to.have.length(1);
    expect(names[0]).to.match(/^\/_dash-component-suites\/dash\/dash-renderer\/build\//);
  });
});
