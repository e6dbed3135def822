import { expect } from '@open-wc/testing';

import { expectSame, mountApp } from './fixture.js';

const HOSTILE = `
  * { color: rgb(255, 0, 0) !important; margin: 9px !important; }
  div, button, p { font-size: 99px; display: none; }
  body { letter-spacing: 9px; text-align: right; line-height: 9; }
`;

describe('Two apps of a page', () => {
  it('have globals and ids of their own', async () => {
    const page =
      '<div id="same"></div><script>var React = { name: "app" }; var shared = 0</script>';
    const one = await mountApp(page);
    const other = await mountApp(page);
    one.run('shared = 1; document.getElementById("same").textContent = "one"');
    expect(other.run('shared')).to.equal(0);
    expect(other.document.getElementById('same')?.textContent).to.equal('');
    expect(one.document.getElementById('same')?.textContent).to.equal('one');
  });

  it('do not style each other', async () => {
    await mountApp('<style>p, :root { color: rgb(1, 2, 3) }</style><p></p>');
    const other = await mountApp('<p></p>');
    expect(getComputedStyle(await other.found('p')).color).to.equal('rgb(0, 0, 0)');
  });
});

describe('The page and an app', () => {
  it('do not see each other’s globals', async () => {
    Object.assign(window, { Plotly: 'of the page' });
    const { run } = await mountApp(
      '<script>var before = typeof Plotly; var Plotly = "own"</script>',
    );
    expect(run('before')).to.equal('undefined');
    expect((window as unknown as { Plotly: string }).Plotly).to.equal('of the page');
    Reflect.deleteProperty(window, 'Plotly');
  });

  it('do not style each other', async () => {
    const style = document.createElement('style');
    const probe = document.body.appendChild(document.createElement('p'));
    const before = getComputedStyle(probe).color;
    const page = '<style>p { background: rgb(4, 5, 6) }</style><div><p>text</p></div>';
    const alone = await mountApp(page);
    const properties = [...getComputedStyle(await alone.found('p'))].filter(
      (name) =>
        !/^(?:width|height|inline-size|block-size|perspective-origin|transform-origin|-.*)$/.test(
          name,
        ),
    );
    const values = (element: Element) => {
      const computed = getComputedStyle(element);
      return properties.map((name) => `${name}: ${computed.getPropertyValue(name)}`);
    };
    const wanted = values(await alone.found('p'));
    style.textContent = HOSTILE;
    document.head.append(style);
    const got = values(await alone.found('p'));
    style.remove();
    expect(got).to.deep.equal(wanted);
    expect(getComputedStyle(probe).backgroundColor).to.equal('rgba(0, 0, 0, 0)');
    expect(getComputedStyle(probe).color).to.equal(before);
    probe.remove();
  });
});

describe('After dispose()', () => {
  /** Counts the listeners on the page's window and document from now on. */
  function countListeners() {
    const counts = new Map<string, number>();
    const undo: (() => void)[] = [];
    for (const target of [window, document]) {
      const native: EventTarget = target;
      const add = native.addEventListener.bind(native);
      const remove = native.removeEventListener.bind(native);
      const count = (type: string, by: number) => counts.set(type, (counts.get(type) ?? 0) + by);
      target.addEventListener = (...args: Parameters<EventTarget['addEventListener']>) => {
        count(args[0], 1);
        add(...args);
      };
      target.removeEventListener = (...args: Parameters<EventTarget['removeEventListener']>) => {
        count(args[0], -1);
        remove(...args);
      };
      undo.push(() => {
        Reflect.deleteProperty(target, 'addEventListener');
        Reflect.deleteProperty(target, 'removeEventListener');
      });
    }
    return {
      counts,
      restore: () => {
        for (const each of undo) each();
      },
    };
  }

  it('the page is what it was', async () => {
    const state = () => ({
      globals: Object.getOwnPropertyNames(window).sort().join(),
      prototypes: [Node, Element, HTMLElement, EventTarget, Document, CSSStyleSheet].map(
        ({ prototype }) => Object.getOwnPropertyNames(prototype).sort().join(),
      ),
      sheets: document.adoptedStyleSheets.length,
      markup: document.documentElement.outerHTML,
      frames: window.length,
      title: document.title,
    });
    const host = document.body.appendChild(document.createElement('div'));
    const before = state();
    const { counts, restore } = countListeners();
    const app = await mountApp(
      `<title>app</title><style>@property --p { syntax: "*"; inherits: false }</style>
       <script>
         addEventListener('click', () => 0); onscroll = () => 0;
         document.addEventListener('keydown', () => 0, true);
         addEventListener('resize', () => 0, { once: true });
         document.body.append(document.createElement('p'));
         var leaked = 1;
       </script>`,
      { host },
    );
    expect([...counts.values()].some((count) => count > 0)).to.equal(true);
    expect(document.adoptedStyleSheets.length).to.equal(before.sheets + 1);
    app.dispose();
    restore();
    expect(state()).to.deep.equal(before);
    expect([...counts].filter(([, count]) => count !== 0)).to.deep.equal([]);
    expectSame(host.shadowRoot?.firstChild, null);
    host.remove();
  });

  it('the blobs are gone', async () => {
    const made = new Set<string>();
    const createObjectURL = URL.createObjectURL.bind(URL);
    const revokeObjectURL = URL.revokeObjectURL.bind(URL);
    URL.createObjectURL = (blob) => {
      const url = createObjectURL(blob);
      made.add(url);
      return url;
    };
    URL.revokeObjectURL = (url) => {
      made.delete(url);
      revokeObjectURL(url);
    };
    const app = await mountApp({
      '/': '<link rel="stylesheet" href="/a.css"><img src="/a.svg">',
      '/a.css': 'p { background: url(/a.svg) }',
      '/a.svg': '<svg xmlns="http://www.w3.org/2000/svg"></svg>',
    });
    expect(made.size).to.be.greaterThan(0);
    app.dispose();
    Object.assign(URL, { createObjectURL, revokeObjectURL });
    expect([...made]).to.deep.equal([]);
  });
});
