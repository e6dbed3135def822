import { expect } from '@open-wc/testing';
import { gzipSync } from 'fflate';
import { packTar } from 'modern-tar';

import { startServer } from '../helpers/commands.js';
import {
  insert,
  load,
  make,
  mount,
  read,
  retry,
  shownFailure,
  type WebDashElement,
} from './fixture.js';
import { wheel } from './wheel.js';

const INDEX = new URL('/simple/', location.href).href;
const TABULATE = 'tabulate-0.10.0-py3-none-any.whl';

before(load);

/** An app that shows a value that Python computes. */
function showing(imports: string, value: string): string {
  return `
    ${imports}
    from dash import Dash, html
    app = Dash()
    app.layout = html.P(str(${value}), id="value")
  `;
}

/** Everything that an app says, to be read once it is there. */
function outputOf(element: WebDashElement): string[] {
  const texts: string[] = [];
  element.addEventListener('output', (event) => {
    texts.push(event.text);
    event.preventDefault();
  });
  return texts;
}

/** A text in UTF-16, with a byte order mark. */
function utf16(text: string): Uint16Array<ArrayBuffer> {
  return Uint16Array.from(`\ufeff${text}`, (character) => character.charCodeAt(0));
}

describe('the packages of an app', () => {
  afterEach(() => {
    for (const element of document.querySelectorAll('web-dash')) element.remove();
  });

  it('come from an index, with what they require, and a note advises a lock', async () => {
    const element = make({
      code: showing('import openpyxl', 'openpyxl.__version__'),
      attributes: { requirements: 'openpyxl == 3.1.5', 'index-url': INDEX },
    });
    const output = outputOf(element);
    document.body.append(element);
    await element.ready;
    await read(element, 'value', '3.1.5');
    expect(output.join('\n')).to.contain('openpyxl 3.1.5').and.to.contain('et-xmlfile 2.0.0');
    expect(output.join('\n')).to.contain('createLock()');
  });

  it('are found by what the code imports, also inside of functions', async () => {
    const element = await mount({
      code: `
        from dash import Dash, html
        app = Dash()
        def layout():
            import tabulate
            return html.P(tabulate.tabulate([["a"]], tablefmt="plain"), id="value")
        app.layout = layout
      `,
      attributes: { 'index-url': INDEX },
    });
    await read(element, 'value', 'a');
  });

  it('may be named in the script, in children and in files', async () => {
    const element = make({
      code: `
        # /// script
        # dependencies = ["et-xmlfile"]
        # ///
        import importlib.metadata as m
        from dash import Dash, html
        app = Dash()
        names = ["et-xmlfile", "dash-ag-grid", "tabulate"]
        app.layout = html.P(" ".join(m.version(name) for name in names), id="value")
      `,
      // As PowerShell writes what pip says.
      urls: {
        'requirements.txt': URL.createObjectURL(new Blob([utf16('dash-ag-grid  # a table')])),
      },
      attributes: { 'index-url': INDEX },
    });
    const child = document.createElement('web-dash-requirements');
    child.textContent = '\n  /wheels/tabulate-0.10.0-py3-none-any.whl\n';
    element.append(child);
    document.body.append(element);
    await element.ready;
    await read(element, 'value', '2.0.0 35.3.0 0.10.0');
  });

  it('are its own wheels, whatever others have the same name and version', async () => {
    const start = (value: string): Promise<WebDashElement> =>
      mount({
        code: showing('import own', 'own.value'),
        attributes: { requirements: 'own-1.0-py3-none-any.whl', kernel: 'twins' },
        urls: { 'own-1.0-py3-none-any.whl': wheel({ 'own.py': `value = "${value}"` }) },
      });
    for (const value of ['one', 'two', 'one']) await read(await start(value), 'value', value);
  });

  it('come as source archives where these hold nothing to compile', async () => {
    const info = 'Metadata-Version: 1.1\nName: own\nVersion: 1.0\n';
    const sources = { 'PKG-INFO': info, 'src/own/__init__.py': 'value = "from source"' };
    const entries = Object.entries(sources).map(([path, body]) => ({
      header: { name: `own-1.0/${path}`, size: body.length },
      body,
    }));
    const archive = new Blob([new Uint8Array(gzipSync(await packTar(entries)))]);
    const element = await mount({
      code: showing('import own', 'own.value'),
      attributes: { requirements: 'own-1.0.tar.gz', kernel: 'source' },
      urls: { 'own-1.0.tar.gz': URL.createObjectURL(archive) },
    });
    await read(element, 'value', 'from source');
  });

  it('may replace those of the runtime, beside apps that have these', async () => {
    const app = showing('import dash', 'dash.__version__');
    const attributes = { 'index-url': INDEX, kernel: 'versions' };
    const present = await mount({ code: app, attributes });
    const other = await mount({
      code: app,
      attributes: { ...attributes, requirements: 'dash==3.4.0' },
    });
    const same = await mount({
      code: app,
      attributes: { ...attributes, requirements: 'dash>=3.4' },
    });
    await read(other, 'value', '3.4.0');
    await read(present, 'value', '4.4.1');
    await read(same, 'value', '4.4.1');
    const suites = await other.fetch('/');
    expect(await suites.text()).to.contain('.v3_4_0m');
  });

  it('are those of the runtime beside an earlier app that has others', async () => {
    const code = showing('import dash', 'dash.__version__');
    const attributes = { 'index-url': INDEX, kernel: 'reversed' };
    const older = insert({ code, attributes: { ...attributes, requirements: 'dash==3.4.0' } });
    const present = insert({ code, attributes });
    await Promise.all([older.ready, present.ready]);
    await read(older, 'value', '3.4.0');
    await read(present, 'value', '4.4.1');
  });

  const refused = [
    ['package-not-found', 'no-such-package', 'no-such-package'],
    ['package-conflict', 'dash==2.18.2 flask>=3.1', 'flask'],
    ['package-unavailable', 'tabulate==99', 'tabulate==99'],
    ['requirements-invalid', './main.tar.gz', 'main.tar.gz'],
    ['package-invalid', '/fixtures/none-1.0-py3-none-any.whl', 'none-1.0'],
    ['package-invalid', `/fault/truncated/${TABULATE}/wheels/${TABULATE}`, 'tabulate'],
    ['package-hash-mismatch', `/wheels/${TABULATE}#sha256=${'0'.repeat(64)}`, 'tabulate'],
    ['requirements-invalid', '-e git+https://example.org/a.git', 'git+https'],
  ] as const;
  for (const [code, requirements, named] of refused) {
    it(`are refused by name: ${code} for ${requirements.slice(0, 40)}`, async () => {
      const element = insert({
        code: showing('', '1'),
        attributes: { requirements, 'index-url': INDEX, kernel: 'refusals' },
      });
      expect(await shownFailure(element, code)).to.contain(named);
    });
  }

  it('come when the index is there again', async () => {
    const server = await startServer();
    await server.kill();
    const attributes = { requirements: 'et-xmlfile', kernel: 'retry' };
    const element = insert({
      code: showing('import et_xmlfile', 'et_xmlfile.__version__'),
      attributes: { ...attributes, 'index-url': `${server.origin}/simple/` },
    });
    expect(await shownFailure(element, 'index-unreachable')).to.contain(server.origin);
    element.setAttribute('index-url', INDEX);
    await element.updateComplete;
    await element.ready;
    await read(element, 'value', '2.0.0');
  });

  const project = encodeURIComponent('tabulate/');
  for (const [code, fault, place, victim] of [
    ['index-unreachable', 'down', 'simple', project],
    ['package-not-found', 'missing', 'simple', project],
    ['package-invalid', 'down', 'wheels', TABULATE],
    ['package-invalid', 'missing', 'wheels', TABULATE],
    ['package-invalid', 'truncated', 'wheels', TABULATE],
  ] as const) {
    it(`come at a second attempt, in the same Python: ${code}, as ${place} ${fault}`, async () => {
      const server = await startServer();
      const base = `${server.origin}/fault/once-${fault}/${victim}/${place}/`;
      const isIndex = place === 'simple';
      const attributes = { kernel: `${place}-${fault}`, 'index-url': isIndex ? base : INDEX };
      const neighbour = await mount({ code: showing('import os', 'os.getpid()'), attributes });
      const requirements = isIndex ? 'tabulate==0.10.0' : base + victim;
      const element = insert({
        code: showing('import tabulate', 'tabulate.__version__'),
        attributes: { ...attributes, requirements },
      });
      expect(await shownFailure(element, code)).to.contain('tabulate');
      retry(element);
      await element.ready;
      await read(element, 'value', '0.10.0');
      expect(neighbour.state).to.equal('ready');
      await server.kill();
    });
  }

  it('are looked for once more, where all that an index has said is of no use', async () => {
    const base = `/fault/once-sources/${project}/simple/`;
    const element = await mount({
      code: showing('import tabulate', 'tabulate.__version__'),
      attributes: { kernel: 'renewed', 'index-url': base, requirements: 'tabulate==0.10.0' },
    });
    await read(element, 'value', '0.10.0');
  });

  it('are the same ever after with a lock, without an index', async () => {
    const code = showing('import openpyxl', 'openpyxl.__version__');
    const first = await mount({
      code,
      attributes: { requirements: 'openpyxl', 'index-url': INDEX, kernel: 'lock' },
    });
    const text = await first.createLock();
    const lock = JSON.parse(text) as { packages: Record<string, { sha256: string }> };
    expect(Object.keys(lock.packages)).to.deep.equal(['et-xmlfile', 'openpyxl']);
    expect(lock.packages['openpyxl']?.sha256).to.match(/^[0-9a-f]{64}$/);
    const url = URL.createObjectURL(new Blob([text]));
    const none = { 'index-url': '/none/', kernel: 'locked' };
    const locked = await mount({ code, attributes: { ...none, lock: url } });
    await read(locked, 'value', '3.1.5');
    const forged = text.replace(lock.packages['openpyxl']?.sha256 ?? '', '0'.repeat(64));
    const other = URL.createObjectURL(new Blob([forged]));
    const refused = insert({ code, attributes: { ...none, lock: other, kernel: 'forged' } });
    expect(await shownFailure(refused, 'package-hash-mismatch')).to.contain('openpyxl');
    const foreign = URL.createObjectURL(
      new Blob([text.replace(/"abi_version": "\w+"/, '"abi_version": "2024_0"')]),
    );
    const unfit = insert({ code, attributes: { ...none, lock: foreign, kernel: 'forged' } });
    await shownFailure(unfit, 'lock-invalid');
  });
});
