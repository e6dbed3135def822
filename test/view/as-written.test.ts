import { expect } from '@open-wc/testing';

import { mountApp, networkPaths, svg, until, type App } from './fixture.js';

const ROUTES = {
  '/': `<head><link rel="stylesheet" href="/a.css"></head>
    <img id="i" src="img/a.svg" alt="x"><p style="background: url(&quot;img/a.svg#x&quot;)">text</p>`,
  '/a.css': 'p{color:red}',
  '/img/a.svg': svg(3),
};

/** An app of which the browser has been given blobs for all that it names. */
async function mountShown(): Promise<App> {
  const app = await mountApp(ROUTES);
  const image = await app.found('img');
  const paragraph = await app.found('p');
  await until(() => image.getAttributeNS(null, 'src')?.startsWith('blob:'), 'The image');
  await until(() => paragraph.style.background.includes('blob:'), 'The background');
  return app;
}

describe('What an app wrote is read', () => {
  it('in attributes', async () => {
    const { document } = await mountShown();
    const [image, paragraph] = ['img', 'p'].map((name) => document.querySelector(name));
    expect(paragraph?.getAttribute('style')).to.equal('background: url("img/a.svg#x")');
    expect(paragraph?.attributes.getNamedItem('style')?.value).to.contain('url("img/a.svg#x")');
    expect(image?.getAttributeNames()).to.deep.equal(['id', 'alt', 'src']);
    expect(image?.attributes).to.have.length(3);
    expect(image?.getAttributeNode('src')?.value).to.equal('img/a.svg');
    expect(await networkPaths()).to.deep.equal([]);
  });

  it('in attributes that are removed one by one', async () => {
    const { document } = await mountShown();
    for (const element of document.querySelectorAll('img, p')) {
      const { attributes } = element;
      for (let first = attributes[0]; first; first = attributes[0]) {
        expect(element.removeAttributeNode(first).name).to.equal(first.name);
      }
      expect(element.getAttributeNames()).to.deep.equal([]);
      expect(Element.prototype.getAttributeNames.call(element)).to.deep.equal([]);
      const foreign = document.createAttribute('id');
      expect(() => element.removeAttributeNode(foreign)).to.throw(DOMException);
    }
  });

  it('in markup', async () => {
    const { document } = await mountShown();
    const { body } = document;
    expect(body.innerHTML.replace(/\s+/g, ' ').trim()).to.equal(
      '<img id="i" alt="x" src="img/a.svg"><p style="background: url(&quot;img/a.svg#x&quot;)">text</p>',
    );
    expect(document.querySelector('link')?.outerHTML).to.equal(
      '<link rel="stylesheet" href="/a.css">',
    );
    // And written again it is the same.
    const { innerHTML } = body;
    body.innerHTML = innerHTML;
    await until(() => document.querySelector('img')?.naturalWidth === 3, 'The image');
    expect(await networkPaths()).to.deep.equal([]);
  });

  it('in lengths of an app with a root font size of its own', async () => {
    const app = await mountApp('<style>html{font-size:10px}</style><p style="width: 2rem"></p>');
    const paragraph = app.document.querySelector('p');
    expect(Element.prototype.getAttribute.call(paragraph, 'style')).to.contain('var(');
    expect(paragraph?.getAttribute('style')).to.equal('width: 2rem');
    expect(paragraph?.outerHTML).to.equal('<p style="width: 2rem"></p>');
  });

  it('by stylesheets', async () => {
    const { document } = await mountShown();
    const [sheet] = document.styleSheets;
    expect(sheet?.href).to.equal(`${location.origin}/a.css`);
  });
});

describe('XPath', () => {
  const find = ({ document }: App, path: string, from: Node = document): (string | undefined)[] => {
    const result = document.evaluate(path, from, null, XPathResult.ORDERED_NODE_SNAPSHOT_TYPE);
    return Array.from({ length: result.snapshotLength }, (_, at) => {
      const node = result.snapshotItem(at);
      return node instanceof Element ? node.localName : undefined;
    });
  };

  it('finds what addresses name as the app wrote them', async () => {
    const app = await mountShown();
    expect(find(app, '//link[@href="/a.css"]')).to.deep.equal(['link']);
    expect(find(app, '//link[contains(@href, "a.css")]', app.document.head)).to.have.length(1);
    expect(find(app, ".//*[@src='img/a.svg']", app.document.body)).to.deep.equal(['img']);
    expect(find(app, '//p[contains(., "@src")]')).to.deep.equal([]);
  });

  it('begins at the app’s document', async () => {
    const app = await mountShown();
    expect(find(app, '/html/body/p')).to.deep.equal(['p']);
    expect(find(app, 'html')).to.deep.equal(['html']);
    expect(find(app, '(//p | /html/head/link)')).to.deep.equal(['link', 'p']);
    expect(find(app, '//style')).to.deep.equal([]);
  });
});
