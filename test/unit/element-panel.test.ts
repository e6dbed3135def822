import { expect, waitUntil } from '@open-wc/testing';
import { make, panelOf, serve, type FakeKernel, type TestElement } from './element-fixture.js';

/** Writes what the app sees of its document where the test can read it. */
const LOOK = `
  const { activeElement, body, documentElement: html, styleSheets } = document;
  const names = (list) => Array.from(list, (each) => each.localName).join(' ');
  body.dataset.seen = JSON.stringify({
    all: names(document.querySelectorAll('*')).split(' ')[0],
    tags: names(document.getElementsByTagName('*')).split(' ')[0],
    html: names([document.querySelector('html'), ...document.querySelectorAll('html')]),
    divs: names(document.querySelectorAll('div')) + names(document.getElementsByTagName('div')),
    slots: names(document.querySelectorAll('slot')) + names(document.getElementsByName('loading')),
    owners: Array.from(styleSheets).every(({ ownerNode }) => html.contains(ownerNode)),
    beside: [html.previousSibling, html.nextSibling],
    active: activeElement.localName,
  });
`;

describe('What an element shows above its app', () => {
  let kernel: FakeKernel;
  let element: TestElement;
  let style: HTMLStyleElement;

  beforeEach(() => {
    kernel = serve();
    style = document.head.appendChild(document.createElement('style'));
  });

  afterEach(() => {
    style.remove();
    element.remove();
  });

  /** Shows a page whose scripts have run and which is still loading. */
  async function show(page: string, content = ''): Promise<void> {
    kernel.page = `<!doctype html><body>${page}<script>fetch('/wait')</script>`;
    kernel.gates.set('/wait', new Promise(() => undefined));
    ({ element } = make(`<test-dash loading="eager">app = 1${content}</test-dash>`));
    document.body.append(element);
    await waitUntil(() => kernel.requested.includes('/wait'));
    expect(element.state).to.equal('starting');
  }

  for (const content of ['', '<p slot="loading">Wait.</p>']) {
    const what = content ? 'slot' : 'panel';
    it(`is nothing to the app’s document: ${what}`, async () => {
      await show(`<script>{${LOOK}}</script>`, content);
      const shown = element.shadowRoot?.querySelector('[data-web-dash], slot');
      expect(shown?.localName).to.equal(content ? 'slot' : 'div');
      const body = element.shadowRoot?.querySelector('body');
      expect(JSON.parse(body?.dataset['seen'] ?? '{}')).to.deep.equal({
        all: 'html',
        tags: 'html',
        html: 'html html',
        divs: '',
        slots: '',
        owners: true,
        beside: [null, null],
        active: 'body',
      });
    });
  }

  it('is out of reach of the app’s rules', async () => {
    await show(`<style>
      div { display: none; margin: 50px }
      * { grid-area: 2 / 2 !important; padding: 9px !important }
    </style>`);
    const computed = computedStyle(panelOf(element)?.host);
    expect(computed).to.include({ display: 'block', marginTop: '0px', paddingTop: '0px' });
    expect(computed.gridRowStart).to.equal('1');
    expect(computedStyle(element.shadowRoot?.querySelector('html')).opacity).to.equal('0');
  });

  it('takes the page’s styles for its parts', async () => {
    style.textContent =
      'test-dash::part(status) { margin: 7px } test-dash::part(panel) { padding: 3px }';
    await show('');
    const part = (name: string): CSSStyleDeclaration =>
      computedStyle(panelOf(element)?.querySelector(`[part~="${name}"]`));
    expect(part('status').marginTop).to.equal('7px');
    expect(part('panel').paddingTop).to.equal('3px');
  });
});

function computedStyle(element: Element | null | undefined): CSSStyleDeclaration {
  if (!element) throw new Error('There is no such element.');
  return getComputedStyle(element);
}
