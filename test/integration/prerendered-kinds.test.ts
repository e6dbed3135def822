import { expect } from '@open-wc/testing';

import { recordApp } from '../helpers/commands.js';
import { FASTAPI, QUART } from './asgi-packages.js';
import { find, insert, load, press, read, textOf, until, type WebDashElement } from './fixture.js';

/** Each callback says what it was asked through, and how often its process has been. */
const CODE = `
from dash import Dash, Input, Output, State, callback, ctx, dcc, html

app = Dash(__name__, OPTIONS)
app.layout = html.Div([
    dcc.Input(id="name", value="Ada"), html.Button("Ask", id="ask", n_clicks=0), html.P(id="answer"),
])
count = 0

@callback(Output("answer", "children"), Input("ask", "n_clicks"), State("name", "value"))
def answer(clicks, name):
    global count
    count += 1
    return f"{name} {clicks} by {'socket' if ctx.websocket else 'request'}, {count}"

app.run()
`;

/** What it shows, and keeps, is the reader's. */
const NOTES = `
from pathlib import Path
from dash import Dash, html

notes = Path("data/notes.txt")
app = Dash(__name__)
app.layout = lambda: html.P(notes.read_text() if notes.exists() else "nothing yet", id="notes")
app.run()
`;

/** Each request is told what has been asked till then. */
const ASKED = `
from dash import Dash, html

app = Dash(__name__)
app.layout = html.P("Ask", id="ask")
asked = []

@app.server.get("/ask/<what>")
def ask(what):
    asked.append(what)
    return " ".join(asked)

app.run()
`;

describe('a prerendered app', () => {
  let element: WebDashElement;

  before(load);
  afterEach(() => {
    document.querySelectorAll('web-dash').forEach((each) => each.remove());
    history.replaceState(null, '', location.pathname + location.search);
  });

  function insertRecorded(
    attributes: Record<string, string>,
    record: { src: string; prerendered: string },
  ): WebDashElement {
    return insert({ attributes: { loading: 'interaction', ...record, ...attributes } });
  }

  it('on Quart answers what was recorded, then its Python', async () => {
    const record = await recordApp('quart', CODE.replace('OPTIONS', 'backend="quart"'));
    element = insertRecorded({ requirements: QUART, kernel: 'quart' }, record);
    await element.ready;
    await read(element, 'answer', 'Ada 0 by request, 1');
    await press(element, 'ask');
    // Python has been asked what was recorded, too.
    await read(element, 'answer', 'Ada 1 by request, 2');
  });

  it('has what comes before its Python is there answered in order', async () => {
    const record = await recordApp('asked', ASKED);
    element = insertRecorded({ kernel: 'asked' }, record);
    await element.ready;
    const answers = ['a', 'b', 'c', 'd'].map(async (what) =>
      (await element.fetch(`/ask/${what}`)).text(),
    );
    expect(await Promise.all(answers)).to.deep.equal(['a', 'a b', 'a b c', 'a b c d']);
  });

  it('with callbacks over WebSockets has them wait for its Python, in order', async () => {
    const options = 'backend="fastapi", websocket_callbacks=True';
    const record = await recordApp('fastapi', CODE.replace('OPTIONS', options));
    element = insertRecorded({ requirements: FASTAPI, kernel: 'fastapi' }, record);
    await element.ready;
    expect(textOf(element, 'answer')).to.equal('');
    await press(element, 'ask');
    await press(element, 'ask');
    await until(() => textOf(element, 'answer')?.startsWith('Ada 2 by socket'), 'the answer');
  });

  it('is not shown from its record to a reader who has files of their own', async () => {
    const record = await recordApp('notes', NOTES);
    const attributes = { id: 'notes-of-reader', persist: 'data' };
    element = insertRecorded(attributes, record);
    await element.ready;
    await read(element, 'notes', 'nothing yet');
    await element.files.write('data/notes.txt', 'buy milk');
    element.remove();
    const insertAgain = async (): Promise<string | undefined> => {
      element.remove();
      element = insertRecorded({ ...attributes, loading: 'eager' }, record);
      await element.ready;
      return textOf(element, 'notes');
    };
    await until(async () => (await insertAgain()) === 'buy milk', 'what was written');
    await element.reload({ forget: true });
    await read(element, 'notes', 'nothing yet');
    // Then the record is that of their app, too.
    element.remove();
    element = insertRecorded(attributes, record);
    await element.ready;
    await read(element, 'notes', 'nothing yet');
  });

  it('is shown where the page’s address is that of the recorded page, and else offered', async () => {
    const record = await recordApp('address', CODE.replace('OPTIONS', ''));
    const attributes = { id: 'app', address: 'hash' };
    element = insertRecorded(attributes, record);
    await element.ready;
    await read(element, 'answer', 'Ada 0 by request, 1');
    element.remove();
    location.hash = '#app=/elsewhere';
    element = insertRecorded(attributes, record);
    await find(element, '[data-web-dash="status"]');
    await until(
      () =>
        element.shadowRoot
          ?.querySelector('[data-web-dash="status"]')
          ?.shadowRoot?.querySelector('.start'),
      'an offer',
    );
    expect(element.state).to.equal('idle');
  });
});
