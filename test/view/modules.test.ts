import { expect, oneEvent } from '@open-wc/testing';

import { expectSame, mountApp, networkPaths, type Routes, until } from './fixture.js';

/** An app with one module script, `/assets/main.mjs`, which has run. */
const withMain = (routes: Routes) =>
  mountApp({ '/': '<script type="module" src="/assets/main.mjs"></script>', ...routes });

describe('Module scripts of the app', () => {
  it('import each other by relative and root-relative addresses', async () => {
    const { run } = await withMain({
      '/assets/main.mjs': `
        import { a } from './lib/a.mjs';
        import b from "/b.js";
        export * from './lib/a.mjs';
        window.sum = a + b;`,
      '/assets/lib/a.mjs': `import c from '../c.mjs'; export const a = c * 10;`,
      '/assets/c.mjs': 'export default 2',
      '/b.js': 'export default 1',
    });
    expect(run('sum')).to.equal(21);
  });

  it('know their address', async () => {
    const { run } = await withMain({
      '/assets/main.mjs': `
        window.address = import.meta.url;
        window.sibling = new URL('data.json', import.meta.url).href;
        window.text = 'import.meta.url';`,
    });
    expect(run('address')).to.equal(`${location.origin}/assets/main.mjs`);
    expect(run('sibling')).to.equal(`${location.origin}/assets/data.json`);
    expect(run('text')).to.equal('import.meta.url');
  });

  it('run in the realm', async () => {
    const { run, document } = await withMain({
      '/assets/main.mjs': 'window.seen = [window, document, document.currentScript]',
    });
    expect(run('seen[0] === window && seen[1] === document')).to.equal(true);
    expectSame(run('seen[1]'), document);
    expect(run('seen[2]')).to.equal(null);
  });

  it('are evaluated once, however many import them', async () => {
    const { run, targets } = await withMain({
      '/assets/main.mjs': `import './a.mjs'; import './b.mjs'; import './state.mjs';`,
      '/assets/a.mjs': `import { state } from './state.mjs'; state.count++;`,
      '/assets/b.mjs': `import { state } from './state.mjs'; state.count++; window.state = state;`,
      '/assets/state.mjs': 'export const state = { count: 0 };',
    });
    expect(run('state.count')).to.equal(2);
    expect(targets().filter((target) => target === '/assets/state.mjs')).to.have.length(1);
  });

  it('import dynamically what they name', async () => {
    const app = await withMain({
      '/assets/main.mjs': `import('./late.mjs').then((late) => { window.late = late.default });`,
      '/assets/late.mjs': 'export default "late"',
    });
    await until(() => app.run('window.late'));
    expect(app.run('late')).to.equal('late');
  });

  it('may stand in the page', async () => {
    const { run } = await mountApp({
      '/': `<script type="module">import a from './a.mjs'; window.a = a;</script>`,
      '/a.mjs': 'export default 5',
    });
    expect(run('a')).to.equal(5);
  });

  it('tell their elements that they have loaded, or not', async () => {
    const { document } = await mountApp({
      '/': '',
      '/good.mjs': '',
      '/bad.mjs': 'import "./no.mjs"',
    });
    for (const [name, event] of [
      ['good', 'load'],
      ['bad', 'error'],
    ] as const) {
      const script = document.createElement('script');
      script.type = 'module';
      script.src = `/${name}.mjs`;
      const told = oneEvent(script, event);
      document.head.append(script);
      await told;
    }
  });

  it('that import each other in a circle see each other’s exports', async () => {
    const { run } = await mountApp({
      '/': `<script type="module" src="/plain.mjs"></script>
        <script type="module" src="/a.mjs"></script>
        <script type="module" src="/b.mjs"></script>`,
      '/plain.mjs': 'window.plain = true',
      '/a.mjs': `
        import { count } from './b.mjs';
        export function hoisted() { return 'a' }
        export let state = 1;
        window.seen = count();
        state = 2;
        window.again = count();`,
      '/b.mjs': `
        import { hoisted, state } from './a.mjs';
        window.early = hoisted();
        export const count = () => state;`,
    });
    expect(run('[plain, early, seen, again]')).to.deep.equal([true, 'a', 1, 2]);
  });

  it('may lead into the same circle from wherever it is entered', async () => {
    const { run } = await mountApp({
      '/': ['a', 'b', 'c', 'd']
        .map((name) => `<script type="module" src="/${name}.mjs"></script>`)
        .join(''),
      '/a.mjs': `import './b.mjs'; (window.order ??= []).push('a')`,
      '/b.mjs': `import './c.mjs'; (window.order ??= []).push('b')`,
      '/c.mjs': `import './a.mjs'; (window.order ??= []).push('c')`,
      '/d.mjs': `import './b.mjs'; import './d.mjs'; (window.order ??= []).push('d')`,
    });
    expect(run('order.join()')).to.equal('c,b,a,d');
  });

  it('that come later in a circle are loaded, or refused by name', async () => {
    const { document, run } = await mountApp({
      '/': '<script type="module" src="/first.mjs"></script>',
      '/first.mjs': '',
      '/a.mjs': `import './b.mjs'; window.ran = true`,
      '/b.mjs': `import './a.mjs'`,
      '/other.mjs': 'window.other = true',
    });
    const logged: unknown[] = [];
    const { error } = console;
    console.error = (...args: unknown[]) => void logged.push(...args);
    const insert = async (path: string): Promise<string> => {
      const script = document.createElement('script');
      script.type = 'module';
      script.src = path;
      const told = Promise.race([oneEvent(script, 'load'), oneEvent(script, 'error')]);
      document.head.append(script);
      return ((await told) as Event).type;
    };
    const ends = await Promise.all(['/a.mjs', '/b.mjs'].map(insert));
    expect(await insert('/other.mjs')).to.equal('load');
    console.error = error;
    if (ends[0] === 'load') expect(run('ran')).to.equal(true);
    else expect(String(logged[0])).to.contain('/a.mjs, /b.mjs import each other');
    expect(new Set(ends).size).to.equal(1);
  });

  it('that can’t be read are no matter of the others', async () => {
    const { run } = await mountApp({
      '/': `<script type="module">import {{{</script>
        <script type="module" src="/good.mjs"></script>`,
      '/good.mjs': 'window.good = true',
    });
    expect(run('good')).to.equal(true);
  });

  it('do without a module that is imported dynamically and isn’t there', async () => {
    const app = await withMain({
      '/assets/main.mjs': `import('./no.mjs').catch((error) => { window.caught = error.message })`,
    });
    await until(() => app.run('window.caught'));
    expect(app.run('caught')).to.contain('/assets/no.mjs: 404');
  });

  it('are asked of the app, never of the network', async () => {
    await withMain({ '/assets/main.mjs': `import './a.mjs'`, '/assets/a.mjs': '' });
    expect(await networkPaths()).to.deep.equal([]);
  });
});
