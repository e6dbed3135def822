import { expect } from '@open-wc/testing';

import {
  ask,
  COUNTER,
  insert,
  load,
  mount,
  press,
  read,
  shownFailure,
  type Options,
  type WebDashElement,
} from './fixture.js';

/** A complete distribution of the other line; see `tools/distribution.mjs`. */
const PYODIDE = '/pyodide-0.27.7/';

describe('an app on Pyodide 0.27.7', () => {
  const elements: WebDashElement[] = [];

  before(load);
  afterEach(() => {
    for (const element of elements.splice(0)) element.remove();
  });

  function put(options: Options): WebDashElement {
    const attributes = { 'pyodide-url': PYODIDE, ...options.attributes };
    const element = insert({ ...options, attributes });
    elements.push(element);
    return element;
  }

  it('runs on the Python and the Dash of that line', async () => {
    const element = put({
      code: `
        import sys
        import dash
        from importlib.metadata import version

        app = dash.Dash(__name__)
        app.layout = dash.html.Div()

        @app.server.get("/versions")
        def versions():
            return f"{sys.version_info[:2]} {dash.__version__} {version('requests') > '2'}"
      `,
    });
    await element.ready;
    expect(await ask(element, '/versions')).to.equal('(3, 12) 4.2.0 True');
  });

  it('answers callbacks, in two elements of one kernel apart from each other', async () => {
    const [first, second] = [COUNTER, COUNTER].map((src) => put({ attributes: { src } }));
    if (!first || !second) throw new Error('There are two.');
    await Promise.all([first.ready, second.ready]);
    await press(first, 'button');
    await read(first, 'count', 'pressed 1 times');
    await read(second, 'count', 'pressed 0 times');
  });

  it('runs beside an app on the built-in Pyodide', async () => {
    const other = await mount({ attributes: { src: COUNTER } });
    elements.push(other);
    const element = put({ attributes: { src: COUNTER } });
    await element.ready;
    await press(element, 'button');
    await read(element, 'count', 'pressed 1 times');
    await read(other, 'count', 'pressed 0 times');
  });

  it('can install a package of the distribution itself', async () => {
    const element = put({
      code: `
        import asyncio, importlib.metadata
        import dash, micropip

        app = dash.Dash()
        app.layout = dash.html.Div()
        task = asyncio.ensure_future(micropip.install("pyp" + "arsing"))

        @app.server.get("/installed")
        def installed():
            if not task.done():
                return "waiting"
            task.result()
            return importlib.metadata.version("pyp" + "arsing")
      `,
    });
    await element.ready;
    let version = 'waiting';
    while (version === 'waiting') version = await ask(element, '/installed');
    expect(version).to.equal('3.1.2');
  });

  it('shows the traceback of an exception', async () => {
    const element = put({ code: 'import dash\nraise ValueError("not today")' });
    const text = await shownFailure(element, 'python-exception');
    expect(text).to.contain('not today').and.to.contain('line 2');
  });

  it('compiles a package whose bytecode can’t be had', async () => {
    const element = put({
      code: `
        import six
        from dash import Dash, html
        app = Dash()
        app.layout = html.P(six.__version__, id="version")
      `,
      attributes: { 'runtime-url': '/fault/missing/six-1.16.0.pack/dist/runtime/', kernel: 'six' },
    });
    await read(element, 'version', '1.16.0');
  });
});

describe('an element whose pyodide-url', () => {
  let element: WebDashElement;

  before(load);
  afterEach(() => element.remove());

  const failure = (folder: string, code: Parameters<typeof shownFailure>[1]): Promise<string> => {
    element = insert({ attributes: { src: COUNTER, 'pyodide-url': folder } });
    return shownFailure(element, code);
  };

  it('names a folder without a Pyodide is told of the lock that is missing', async () => {
    const text = await failure('/nowhere', 'runtime-not-found');
    expect(text).to.contain('/nowhere/pyodide-lock.json').and.to.contain('404');
  });

  it('names another version is told of those that are supported', async () => {
    const text = await failure('/fixtures/pyodide-unsupported/', 'pyodide-unsupported');
    expect(text).to.contain('0.26.4').and.to.contain('314.0.7').and.to.contain('0.27.7');
  });

  for (const name of ['pyodide.mjs', 'pyodide.asm.js', 'pyodide.asm.wasm']) {
    it(`names a folder with another ${name} than that version’s is told of it`, async () => {
      const folder = `/fault/corrupt/${name}${PYODIDE}`;
      expect(await failure(folder, 'runtime-corrupt')).to.contain(`${folder}${name}`);
    });
  }

  it('names a folder that lacks a file is told of it', async () => {
    const folder = `/fault/missing/pyodide.asm.js${PYODIDE}`;
    expect(await failure(folder, 'runtime-not-found')).to.contain(`${folder}pyodide.asm.js`);
  });
});
