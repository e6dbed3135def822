import { expect } from '@open-wc/testing';
import { gzipSync, strToU8, zipSync, type Zippable } from 'fflate';
import { packTar, type TarEntry } from 'modern-tar';

import { dedent } from '../../src/app-source.js';
import {
  ask,
  find,
  insert,
  load,
  mount,
  offersRetry,
  read,
  retry,
  shownFailure,
  type Options,
  type WebDashElement,
} from './fixture.js';
import { replace } from './replace.js';

/** Bytes of every value, in no order that a text could have. */
const BINARY = Uint8Array.from({ length: 100_003 }, (_, index) => (index * 7919 + 13) % 256);

/** A picture of 2 × 1 pixels. */
const PICTURE = Uint8Array.from(
  atob('R0lGODlhAgABAIAAAP8AAAAA/yH5BAAAAAAALAAAAAACAAEAAAICRAoAOw=='),
  (character) => character.charCodeAt(0),
);

/** A project of Dash pages, a package with data, assets and files. */
const PROJECT: Readonly<Record<string, string | Uint8Array>> = {
  'app.py': `
    import hashlib
    import pathlib
    from importlib import resources

    import dash
    from dash import Dash, html
    from tools.texts import greeting

    app = Dash(use_pages=True)
    app.layout = html.Div([html.P(greeting(), id="greeting"), html.Img(src="/assets/dot.gif", id="dot"), dash.page_container])

    @app.server.get("/hash")
    def digest():
        return hashlib.sha256(open("data/all.bin", "rb").read()).hexdigest()

    @app.server.get("/texts")
    def texts():
        with open("data/names.csv") as file:
            opened = file.read()
        beside = pathlib.Path(__file__).with_name("data") / "names.csv"
        return "|".join([
            opened.strip(),
            beside.read_text().strip(),
            resources.files("tools").joinpath("words/hello.txt").read_text().strip(),
            ",".join(sorted(path.name for path in pathlib.Path().glob("*"))),
        ])

    if __name__ == "__main__":
        app.run()
  `,
  'pages/home.py': `
    import dash
    from dash import html
    dash.register_page(__name__, path="/")
    layout = html.H2("Home", id="home")
  `,
  'tools/__init__.py': '',
  'tools/texts.py': `
    from importlib.resources import files
    def greeting():
        return (files(__package__) / "words" / "hello.txt").read_text().strip()
  `,
  'tools/words/hello.txt': 'Grüß Gott',
  'assets/style.css': '#greeting { color: rgb(1, 2, 3); background: url(dot.gif) }',
  'assets/dot.gif': PICTURE,
  'data/all.bin': BINARY,
  'data/names.csv': 'name\nÄ',
};

function contents(project: Readonly<Record<string, string | Uint8Array>>): [string, Uint8Array][] {
  return Object.entries(project).map(([path, content]) => [
    path,
    typeof content === 'string' ? strToU8(dedent(content)) : content,
  ]);
}

function zip(project = PROJECT, folder = ''): Uint8Array {
  const files: Zippable = { [`${folder}empty/`]: new Uint8Array() };
  for (const [path, content] of contents(project)) files[folder + path] = content;
  return zipSync(files);
}

async function tarGz(project = PROJECT): Promise<Uint8Array> {
  const entries = contents(project).map(([name, body]) => ({
    header: { name: `./${name}`, size: body.length },
    body,
  }));
  const empty: TarEntry = { header: { name: './empty/', type: 'directory', size: 0 } };
  return gzipSync(await packTar([empty, ...entries]));
}

/** The address of bytes, which a server could deliver as well. */
function address(bytes: Uint8Array | string, type = ''): string {
  const part = typeof bytes === 'string' ? bytes : Uint8Array.from(bytes);
  return URL.createObjectURL(new Blob([part], { type }));
}

async function sha256(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', Uint8Array.from(bytes));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Checks that a project runs, with all of its files. */
async function expectProject(element: WebDashElement): Promise<void> {
  await read(element, 'greeting', 'Grüß Gott');
  await read(element, 'home', 'Home');
  expect(getComputedStyle(await find(element, '#greeting')).color).to.equal('rgb(1, 2, 3)');
  const dot = (await find(element, '#dot')) as HTMLImageElement;
  await dot.decode();
  expect(dot.naturalWidth).to.equal(2);
  expect(await ask(element, '/hash')).to.equal(await sha256(BINARY));
  const [opened, beside, resource, names] = (await ask(element, '/texts')).split('|');
  expect([opened, beside, resource]).to.deep.equal(['name\nÄ', 'name\nÄ', 'Grüß Gott']);
  expect(names?.split(',')).to.include.members([
    'app.py',
    'assets',
    'data',
    'empty',
    'pages',
    'tools',
  ]);
}

describe('an app of many files', () => {
  before(load);

  let element: WebDashElement;
  afterEach(() => element.remove());

  async function show(options: Options): Promise<void> {
    element = await mount(options);
  }

  it('comes as a zip archive, its files in one folder or at the top', async () => {
    await show({ attributes: { src: address(zip(PROJECT, 'project-main/')) } });
    await expectProject(element);
    element.remove();
    await show({ attributes: { src: address(zip()) } });
    await expectProject(element);
  });

  it('comes as a tar.gz archive', async () => {
    await show({ attributes: { src: address(await tarGz()) } });
    await expectProject(element);
  });

  it('comes by a manifest, with files and archives', async () => {
    const { 'app.py': code = '', 'data/all.bin': binary = '', ...rest } = PROJECT;
    const manifest = {
      main: 'app.py',
      files: [
        { name: 'app.py', text: dedent(code as string) },
        { name: 'data/all.bin', url: address(binary) },
      ],
      archives: [address(zip(rest))],
    };
    await show({ attributes: { src: address(JSON.stringify(manifest), 'application/json') } });
    await expectProject(element);
  });

  it('comes by the element’s children', async () => {
    const { 'app.py': code = '', ...rest } = PROJECT;
    const tools = Object.fromEntries(
      Object.entries(rest).flatMap(([path, content]) =>
        path.startsWith('tools/') ? [[path.slice('tools/'.length), content]] : [],
      ),
    );
    const others = Object.fromEntries(
      Object.entries(rest).filter(([path]) => !/^(tools|data)\//.test(path)),
    );
    element = document.createElement('web-dash');
    element.innerHTML = `
      <web-dash-archive url="${address(zip(others))}"></web-dash-archive>
      <web-dash-archive url="${address(await tarGz(tools))}" path="tools"></web-dash-archive>
      <web-dash-file name="data/all.bin" url="${address(BINARY)}"></web-dash-file>
      <web-dash-file name="data/names.csv">name\nÄ</web-dash-file>
    `;
    element.loading = 'eager';
    element.code = dedent(code as string);
    document.body.append(element);
    await element.ready;
    await expectProject(element);
  });

  it('runs a main file in a folder, from the top', async () => {
    const manifest = {
      main: 'src/app.py',
      files: [
        {
          name: 'src/app.py',
          text: `from flask import Flask\nfrom part import text\napp = Flask(__name__)\napp.get("/")(lambda: text + open("a.txt").read())`,
        },
        { name: 'src/part.py', text: 'text = "a"' },
        { name: 'a.txt', text: 'b' },
      ],
    };
    await show({ attributes: { src: address(JSON.stringify(manifest), 'application/json') } });
    expect(await ask(element, '/')).to.equal('ab');
  });

  it('tells of the bytes of its files', async () => {
    const archive = zip();
    const told: number[] = [];
    element = insert({ attributes: { src: address(archive), loading: 'lazy' } });
    element.addEventListener('progress', (event) => {
      if (event.stage === 'files') told.push(event.total);
    });
    element.loading = 'eager';
    await element.ready;
    expect(told.at(-1)).to.equal(archive.length);
  });
});

describe('an app whose files can’t be used', () => {
  before(load);

  let element: WebDashElement;
  afterEach(() => element.remove());

  async function failsWith(code: Parameters<typeof shownFailure>[1], src: string): Promise<string> {
    element = insert({ attributes: { src } });
    const text = await shownFailure(element, code);
    expect(offersRetry(element), 'a retry helps once the cause is gone').to.be.true;
    element.remove();
    return text;
  }

  it('says what is wrong with an archive', async () => {
    const whole = zip();
    const half = address(whole.subarray(0, whole.length / 2));
    expect(await failsWith('archive-invalid', half)).to.contain('damaged or incomplete');
    const outside = address(zipSync({ 'app.py': strToU8(''), '../../evil.py': strToU8('') }));
    expect(await failsWith('source-invalid', outside)).to.contain('"../../evil.py"');
    const bomb = address(zipSync({ 'app.py': new Uint8Array(48 * 2 ** 20) }));
    expect(await failsWith('archive-too-large', bomb)).to.contain('32 MiB');
    const several = address(zipSync({ 'one.py': strToU8(''), 'two.py': strToU8('') }));
    expect(await failsWith('main-ambiguous', several)).to.contain('one.py, two.py');
    const none = address(zipSync({ 'notes.txt': strToU8('') }));
    expect(await failsWith('main-not-found', none)).to.contain('app.py');
    const manifest = address('{"files": ["../b.py"]}', 'application/json');
    expect(await failsWith('source-invalid', manifest)).to.contain('"../b.py"');
  });

  it('names files of which there are two', async () => {
    element = insert({ files: { 'a/b.txt': '1', './a//b.txt': '2' }, code: 'app = 1' });
    expect(await shownFailure(element, 'source-invalid')).to.contain('a/b.txt');
    element.remove();
    element = insert({ files: { a: '1', 'a/b': '2' }, code: 'app = 1' });
    expect(await shownFailure(element, 'source-invalid')).to.contain('a/b');
    element.remove();
    element = insert({ files: { 'app.py': '1' }, code: 'app = 1' });
    expect(await shownFailure(element, 'source-invalid')).to.contain('app.py');
  });

  it('isn’t taken in by a page that a host sends for what is missing', async () => {
    const missing = '/fault/page/app.py/demo/apps/counter/app.py';
    expect(await failsWith('source-not-found', missing)).to.contain('HTML page');
    const archive = '/fault/page/app.zip/demo/app.zip';
    expect(await failsWith('source-not-found', archive)).to.contain('HTML page');
  });

  it('starts once its archive is whole', async () => {
    const manifest = {
      files: [{ name: 'app.py', url: '/demo/apps/counter/app.py' }],
      archives: ['/wheels/half.zip'],
    };
    let body = zip().subarray(0, 500);
    const fetched = replace(
      window,
      'fetch',
      (original) => (input, init) =>
        (input as string).endsWith('/half.zip')
          ? Promise.resolve(new Response(Uint8Array.from(body)))
          : original(input, init),
    );
    const json = JSON.stringify(manifest).replaceAll('"/', `"${location.origin}/`);
    element = insert({ attributes: { src: address(json, 'application/json') } });
    await shownFailure(element, 'archive-invalid');
    body = zip({ 'data.txt': 'whole' });
    retry(element);
    await element.ready;
    fetched.restore();
    await read(element, 'count', 'pressed 0 times');
  });
});
