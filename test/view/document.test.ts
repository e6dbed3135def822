import { expect } from '@open-wc/testing';

import { expectSame, mountApp, type App } from './fixture.js';

describe('The realm’s document', () => {
  let app: App;

  beforeEach(async () => {
    app = await mountApp(
      '<title> An  app </title><body class="b"><div id="a" class="x y"><input name="n"></div></body>',
    );
  });

  it('is one, for instanceof', () => {
    expect(app.run('document instanceof Document')).to.equal(true);
    expect(app.run('document.nodeType')).to.equal(Node.DOCUMENT_NODE);
  });

  it('finds the app’s nodes in every way', () => {
    const { document, root } = app;
    const div = root.querySelector('#a');
    const found = [
      document.getElementById('a'),
      document.querySelector('body > div#a'),
      document.querySelectorAll('.x')[0],
      document.getElementsByClassName('y x')[0],
      document.getElementsByTagName('div')[0],
      document.getElementsByTagName('DIV').item(0),
      document.body.firstElementChild,
    ];
    for (const each of found) expectSame(each, div);
    expectSame(document.getElementsByName('n')[0], root.querySelector('input'));
    expectSame(document.getElementsByTagName('div').namedItem('a'), div);
    expectSame(document.querySelector(':root'), document.documentElement);
  });

  it('finds none of the page’s', () => {
    const own = document.body.appendChild(document.createElement('aside'));
    own.id = 'of-the-page';
    expectSame(app.document.getElementById('of-the-page'), null);
    expectSame(app.document.querySelector('aside'), null);
    own.remove();
  });

  it('has an html, a head and a body, and is above them', () => {
    const { document, realm } = app;
    const { documentElement: html, head, body } = document;
    expect([html.localName, head.localName, body.localName]).to.deep.equal([
      'html',
      'head',
      'body',
    ]);
    expect(body.className).to.equal('b');
    expectSame(html.parentNode, document);
    for (const node of [html, body, body.firstChild]) {
      expectSame(node?.ownerDocument, document);
      expectSame(node?.getRootNode(), document);
    }
    expectSame(body.ownerDocument.defaultView, realm);
    expect(document.contains(body)).to.equal(true);
    expect(body.isConnected).to.equal(true);
  });

  it('lets what goes from a node up to the page find its way, by parents and by roots', () => {
    const { document: own, host } = app;
    const topOf = (node: Node): Node => {
      while (node.parentNode) node = node.parentNode;
      return node;
    };
    const byParents = topOf(own.body);
    expect(byParents instanceof ShadowRoot).to.equal(true);
    expectSame((byParents as ShadowRoot).host, host);
    const byRoots = own.body.getRootNode() as Node & { host: Element };
    expectSame(byRoots.host, host);
    expectSame(byRoots.host.getRootNode(), document);
  });

  it('holds what the app’s page holds, and no more', () => {
    const { document } = app;
    expect([...document.documentElement.childNodes].map(({ nodeName }) => nodeName)).to.eql([
      'HEAD',
      'BODY',
    ]);
    expect(document.querySelectorAll('style')).to.have.length(0);
    expect(document.styleSheets).to.have.length(0);
  });

  it('has nodes that are instances of the realm’s classes', () => {
    const classes = ['Node', 'Element', 'HTMLElement', 'HTMLDivElement', 'EventTarget'];
    for (const name of classes) {
      expect(app.run(`document.getElementById('a') instanceof ${name}`), name).to.equal(true);
      expect(app.run(`document.createElement('div') instanceof ${name}`), name).to.equal(true);
    }
    expect(app.run('document.createTextNode("") instanceof Text')).to.equal(true);
    expect(
      app.run('document.createElementNS("http://www.w3.org/2000/svg", "g") instanceof SVGElement'),
    ).to.equal(true);
    expect(app.run('new MouseEvent("click") instanceof Event')).to.equal(true);
  });

  it('draws on canvases that are instances of the realm’s classes', () => {
    const made = `document.createElement('canvas').getContext('2d')`;
    expect(app.run(`${made} instanceof CanvasRenderingContext2D`)).to.equal(true);
    expect(app.run(`${made}.getImageData(0, 0, 1, 1) instanceof ImageData`)).to.equal(true);
    expect(app.run('WebGL2RenderingContext') === WebGL2RenderingContext).to.equal(true);
  });

  // As libraries do that make markup safe: https://github.com/cure53/DOMPurify
  it('has methods that serve other documents, too', () => {
    const found = app.run(`
      const { getElementsByTagName, createNodeIterator, createDocumentFragment } = document;
      const other = new DOMParser().parseFromString('<p>other</p>', 'text/html');
      const body = getElementsByTagName.call(other, 'body')[0];
      const walker = createNodeIterator.call(other, body, NodeFilter.SHOW_TEXT);
      [body.innerHTML, walker.nextNode().data, createDocumentFragment.call(other).ownerDocument === other];
    `);
    expect(found).to.deep.equal(['<p>other</p>', 'other', true]);
  });

  it('has the app’s title, not the page’s', () => {
    const before = document.title;
    expect(app.document.title).to.equal('An app');
    app.document.title = 'Changed';
    expect(app.document.title).to.equal('Changed');
    expect(app.root.querySelector('title')?.textContent).to.equal('Changed');
    expect(document.title).to.equal(before);
  });

  it('knows what has the focus within the app', () => {
    const input = app.document.querySelector('input');
    expectSame(app.document.activeElement, app.document.body);
    input?.focus();
    expectSame(app.document.activeElement, input);
    expectSame(document.activeElement, app.host);
  });

  it('knows what is at a point of the window', () => {
    const input = app.document.querySelector('input');
    input?.scrollIntoView();
    const { left, top } = input?.getBoundingClientRect() ?? new DOMRect();
    expectSame(app.document.elementFromPoint(left + 5, top + 5), input);
    expectSame(app.document.elementsFromPoint(left + 5, top + 5)[0], input);
    expectSame(app.document.elementFromPoint(-5, -5), null);
  });

  it('knows its stylesheets', () => {
    const count = app.document.styleSheets.length;
    const style = app.document.createElement('style');
    style.textContent = 'p {}';
    app.document.head.append(style);
    expect(app.document.styleSheets.length).to.equal(count + 1);
    expectSame(app.document.styleSheets[count]?.ownerNode, style);
  });

  it('walks the app’s nodes, and only those', () => {
    const walker = app.document.createTreeWalker(app.document, NodeFilter.SHOW_ELEMENT);
    const names: string[] = [];
    while (walker.nextNode()) names.push((walker.currentNode as Element).localName);
    expect(names.slice(-3)).to.deep.equal(['body', 'div', 'input']);
  });

  it('can be watched by a MutationObserver', async () => {
    const change = new Promise<MutationRecord[]>((resolve) => {
      const observer = new app.realm.MutationObserver(resolve);
      observer.observe(app.document, { childList: true, subtree: true });
    });
    app.document.body.append(app.document.createElement('p'));
    const [record] = await change;
    expectSame(record?.target, app.document.body);
  });

  it('selects within the app', () => {
    const div = app.document.getElementById('a');
    const selection = app.document.getSelection();
    if (div) selection?.selectAllChildren(div);
    expect(selection?.rangeCount).to.equal(1);
    expectSame(app.realm.getSelection()?.anchorNode, div);
  });
});
