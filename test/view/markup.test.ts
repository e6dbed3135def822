import { expect } from '@open-wc/testing';

import { expectSame, mountApp, networkPaths, svg, until, type App } from './fixture.js';

const MARKUP = '<p><img src="/a.svg"><script>ran++</' + 'script></p>';

/** What puts markup of an app into its document, and whether scripts in it run. */
const WAYS: Record<
  string,
  { runs: boolean; put: (body: HTMLElement, document: Document) => void }
> = {
  innerHTML: {
    runs: false,
    put: (body) => {
      body.innerHTML = MARKUP;
    },
  },
  outerHTML: {
    runs: false,
    put: (body, document) => {
      const div = document.createElement('div');
      body.append(div);
      div.outerHTML = MARKUP;
    },
  },
  insertAdjacentHTML: {
    runs: false,
    put: (body) => body.insertAdjacentHTML('beforeend', MARKUP),
  },
  template: {
    runs: false,
    put: (body, document) => {
      const template = document.createElement('template');
      template.innerHTML = MARKUP;
      body.append(document.importNode(template.content, true));
    },
  },
  createContextualFragment: {
    runs: true,
    put: (body, document) => body.append(document.createRange().createContextualFragment(MARKUP)),
  },
  cloneNode: {
    runs: false,
    put: (body, document) => {
      const div = document.createElement('div');
      div.innerHTML = MARKUP;
      body.append(div.cloneNode(true));
    },
  },
};

describe('Markup that a script puts into the app by', () => {
  let app: App;

  beforeEach(async () => {
    app = await mountApp({ '/': '<script>var ran = 0</script>', '/a.svg': svg(3) });
  });

  for (const [name, { runs, put }] of Object.entries(WAYS)) {
    it(`${name} gets its images from the app`, async () => {
      put(app.document.body, app.document);
      const image = (await app.found('img')) as HTMLImageElement;
      await until(() => image.naturalWidth === 3, 'The image');
      expect(image.getAttribute('src')).to.equal('/a.svg');
      expect(image.src).to.equal(`${location.origin}/a.svg`);
      expectSame(image.ownerDocument, app.document);
      expect(await networkPaths()).to.deep.equal([]);
    });

    it(`${name} ${runs ? 'runs' : 'does not run'} its scripts`, () => {
      put(app.document.body, app.document);
      expect(app.run('ran')).to.equal(runs ? 1 : 0);
    });
  }
});
