import { expect } from '@open-wc/testing';

import { ask, find, insert, load, read, until, type WebDashElement } from './fixture.js';
import { replace } from './replace.js';

const CODE = `
  import os
  from dash import Dash, Input, Output, dcc, html

  app = Dash()
  app.layout = html.Div([
      dcc.Upload("here", id="upload", style={"height": "60px"}),
      html.P("nothing", id="name"),
      html.Div("elsewhere", id="elsewhere"),
  ])

  @app.callback(Output("name", "children"), Input("upload", "filename"))
  def show(name):
      return name or "nothing"

  @app.server.get("/read/<path:path>")
  def read(path):
      return open(path).read()
`;

/** What a browser fires when files are dragged onto an element of the app and let go. */
function drop(
  host: Element,
  target: Element,
  ...files: File[]
): { over: boolean; highlighted: boolean } {
  const data = new DataTransfer();
  for (const file of files) data.items.add(file);
  const fire = (type: string): DragEvent => {
    const event = new DragEvent(type, {
      dataTransfer: data,
      bubbles: true,
      cancelable: true,
      composed: true,
    });
    target.dispatchEvent(event);
    return event;
  };
  fire('dragenter');
  const over = fire('dragover').defaultPrevented;
  const highlighted = getComputedStyle(host).outlineStyle === 'dashed';
  fire('drop');
  return { over, highlighted };
}

const CSV = new File(['a,b\n1,2'], 'data.CSV', { type: 'text/csv' });
const PICTURE = new File(['GIF'], 'dot.gif', { type: 'image/gif' });

describe('files dropped onto an app', () => {
  before(load);

  let element: WebDashElement;
  afterEach(() => element.remove());

  async function show(attributes: Record<string, string>): Promise<Element> {
    element = insert({ code: CODE, attributes });
    await element.ready;
    return find(element, '#elsewhere');
  }

  const folder = async (): Promise<string[]> =>
    (await element.files.list('', { recursive: true })).map(({ path }) => path);

  it('go into the folder that the author names, and the app can read them', async () => {
    const target = await show({ drop: 'incoming' });
    const changes: string[] = [];
    element.addEventListener('filechange', (event) =>
      changes.push(...event.changes.map(({ path }) => path)),
    );
    expect(drop(element, target, CSV, PICTURE)).to.deep.equal({ over: true, highlighted: true });
    expect(element.hasAttribute('dragover'), 'the highlight is gone').to.be.false;
    await until(() => changes.includes('incoming/data.CSV'), 'the change is told');
    expect(await ask(element, '/read/incoming/data.CSV')).to.equal('a,b\n1,2');
    expect(await folder()).to.include('incoming/dot.gif');
  });

  it('are told of, and left to the page where it prevents the default', async () => {
    const target = await show({ drop: '.', accept: '.csv, text/plain' });
    const dropped: string[][] = [];
    element.addEventListener(
      'filedrop',
      (event) => {
        event.preventDefault();
        dropped.push(event.files.map(({ name }) => name));
        dropped.push(event.refused.map(({ name }) => name));
      },
      { once: true },
    );
    drop(element, target, CSV, PICTURE);
    expect(dropped).to.deep.equal([['data.CSV'], ['dot.gif']]);
    const warnings: unknown[] = [];
    const warn = replace(console, 'warn', () => (text) => void warnings.push(text));
    drop(element, target, PICTURE, CSV);
    warn.restore();
    expect(warnings).to.have.length(1);
    expect(warnings[0]).to.contain('dot.gif').and.to.contain('.csv, text/plain');
    await new Promise((resolve) => element.addEventListener('filechange', resolve, { once: true }));
    expect(await folder()).to.include('data.CSV');
    expect(await folder()).not.to.include('dot.gif');
  });

  it('are the business of an upload component where they fall on one', async () => {
    await show({ drop: '.' });
    const upload = await find(element, '#upload > *');
    drop(element, upload, CSV);
    await read(element, 'name', 'data.CSV');
    expect(await folder()).not.to.include('data.CSV');
  });

  it('are nothing to an app whose author doesn’t allow it', async () => {
    const target = await show({});
    expect(drop(element, target, CSV).highlighted).to.be.false;
    expect(await folder()).not.to.include('data.CSV');
  });

  it('lose their highlight when the drag leaves', async () => {
    const target = await show({ drop: '.' });
    const data = new DataTransfer();
    data.items.add(CSV);
    target.dispatchEvent(
      new DragEvent('dragover', { dataTransfer: data, bubbles: true, cancelable: true }),
    );
    expect(element.hasAttribute('dragover')).to.be.true;
    await until(() => !element.hasAttribute('dragover'), 'the highlight goes');
  });
});
