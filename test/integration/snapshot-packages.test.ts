import { expect } from '@open-wc/testing';

import { dedent } from '../../src/app-source.js';
import type { Kernel } from '../../src/kernel/kernel.js';
import { ask, loadClass, mount, type WebDashElement } from './fixture.js';
import { eventually, forget, keptFiles, made, PATIENCE } from './kept-snapshots.js';
import { wheel } from './wheel.js';

const WHEEL = 'own-1.0-py3-none-any.whl';

/** A module that knows whether it was imported ahead of the app, for a snapshot: only then it has been watched. */
const PLAIN = 'import sys\nis_ahead = sys.getprofile() is not None\nseen = []\n';

/** An app that tells of the modules that it imports first. */
const APP = `
  import plain
  import other
  from dash import Dash, html
  import random, sys, time
  app = Dash()
  app.layout = html.P("shown")

  @app.server.get("/modules")
  def modules():
      plain.seen.append(1)
      return {
          "plain": plain.is_ahead,
          "seen": len(plain.seen),
          "other": other.is_ahead,
          "age": time.time() - getattr(other, "time", time.time()),
          "random": random.random(),
          "hash": hash("web-dash"),
          "main": sys.argv[0] == __file__,
      }
`;

interface Told {
  readonly plain: boolean;
  readonly seen: number;
  readonly other: boolean;
  readonly age: number;
  readonly random: number;
  readonly hash: number;
  readonly main: boolean;
}

/** Those of the elements: one that isn't ended may still have a snapshot made, for another test to find. */
const kernels = new Set<Kernel>();
let visits = 0;

/** Registers an element whose kernels are known. */
async function register(): Promise<void> {
  const Base = await loadClass('/dist/');
  class Watched extends Base {
    protected override kernelAt(...args: Parameters<WebDashElement['kernelAt']>): Kernel {
      const kernel = super.kernelAt(...args);
      kernels.add(kernel);
      return kernel;
    }
  }
  customElements.define('watched-dash', Watched);
}

/** Starts the app, whose packages are in that wheel, in a kernel of its own if it is given none. */
function visit(
  url: string,
  { code = APP, ...attributes }: Readonly<Record<string, string>> = {},
): Promise<WebDashElement> {
  const own = {
    snapshot: 'packages',
    requirements: `./${WHEEL}`,
    kernel: `visit-${++visits}`,
    ...attributes,
  };
  return mount({ tag: 'watched-dash', code, attributes: own, urls: { [WHEEL]: url } });
}

async function told(element: WebDashElement): Promise<Told> {
  return JSON.parse(await ask(element, '/modules')) as Told;
}

/** What an app tells that is started once and then from what was kept of that. */
async function toldAtSecond(url: string): Promise<Told> {
  const first = await visit(url);
  await made();
  first.remove();
  return told(await visit(url));
}

const LINES = {
  'the built-in Pyodide': {},
  'Pyodide 0.27.7': { 'pyodide-url': '/pyodide-0.27.7/' },
};

describe('a snapshot of the packages of an app', function () {
  this.timeout(2 * PATIENCE);

  before(register);
  beforeEach(forget);
  afterEach(async () => {
    for (const element of document.querySelectorAll('watched-dash')) element.remove();
    for (const kernel of kernels) kernel.terminate();
    kernels.clear();
    await navigator.locks.request('web-dash snapshot', () => undefined);
  });
  after(forget);

  for (const [line, on] of Object.entries(LINES)) {
    it(`has its first imports, as long as they would do the same, for it and no other app, on ${line}`, async () => {
      const url = wheel({
        'plain.py': PLAIN,
        'other.py': `${PLAIN}import time\ntime = time.time()`,
      });
      const first = await visit(url, on);
      const before = await told(first);
      expect(before.plain).to.equal(false);
      await made();
      const [one, other] = [
        await visit(url, on),
        await visit(url, { ...on, kernel: `visit-${visits}` }),
      ];
      const [a, b] = [await told(one), await told(other)];
      // The second app of that kernel, equal to the first, has modules of its own.
      expect([a.plain, a.seen, a.main]).to.deep.equal([true, 1, true]);
      expect([b.plain, b.seen, b.main]).to.deep.equal([false, 1, true]);
      expect(a.other).to.equal(false);
      expect(a.age).to.be.within(0, PATIENCE / 1000);
      const next = await told(await visit(url, on));
      expect([next.plain, next.seen]).to.deep.equal([true, 1]);
      expect(next.hash).to.equal(a.hash);
      expect(next.hash).not.to.equal(before.hash);
      expect(next.random).not.to.equal(a.random);
      // What was installed is known, though nothing was installed now.
      const lock = JSON.parse(await one.createLock()) as { packages: Record<string, unknown> };
      expect(Object.keys(lock.packages)).to.deep.equal(['own']);
      // An app that says the same, but whose file or package is another one by now, has no part in it.
      expect(
        (await told(await visit(url, { ...on, code: `${dedent(APP)}\n# new` }))).hash,
      ).not.to.equal(a.hash);
      const changed = wheel({ 'plain.py': `${PLAIN}\n# new`, 'other.py': PLAIN });
      expect((await told(await visit(changed, on))).hash).not.to.equal(a.hash);
    });
  }
  for (const [what, code] of Object.entries({
    'have opened a file': 'file = open(__file__)\nfile.read(1)',
    'have written one': 'open("/tmp/own", "w").close()',
    'hold an object of JavaScript': 'import js\nvalue = js.Object.new()',
  })) {
    it(`has no imports where they ${what}, but what is installed`, async () => {
      const url = wheel({ 'plain.py': PLAIN, 'other.py': `${PLAIN}${code}` });
      const { plain, other } = await toldAtSecond(url);
      expect([plain, other]).to.deep.equal([false, false]);
    });
  }

  it('is not made where they have compiled modules', async () => {
    const module = 'compiled.cpython-312-wasm32-emscripten.so';
    const url = wheel({ 'plain.py': PLAIN, 'other.py': PLAIN, [module]: '' });
    const element = await visit(url);
    const [useless] = await eventually(async () => {
      const files = await keptFiles();
      return files.length > 0 ? files : undefined;
    }, 'it is given up');
    expect(useless?.name).to.match(/^app-/);
    await navigator.locks.request('web-dash snapshot', () => undefined);
    expect((await useless?.getFile())?.size).to.be.lessThan(1000);
    element.remove();
    expect((await told(await visit(url))).plain).to.equal(false);
  });
});
