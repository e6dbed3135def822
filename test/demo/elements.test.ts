import { expect } from '@open-wc/testing';

import { readDownload } from '../helpers/commands.js';
import { mount } from './mount.js';
import { until, type User } from './user.js';

const ASSETS = ['gallery.css', 'late.css', 'tile.svg', 'inner.html', 'tone.wav', 'clip.webm'];

/** What the app shows of each kind; the elements whose look or behaviour matters have tests of their own. */
const KINDS =
  'h1 h2 h3 h4 h5 h6 header hgroup section article aside nav main footer div p span pre blockquote ' +
  'address hr br strong em b i u s small mark del ins sub sup code kbd samp var cite q dfn abbr time ' +
  'data bdi bdo wbr ruby rt rp ul ol li dl dt dd table caption colgroup col thead tbody tfoot tr th td ' +
  'form fieldset legend label textarea select optgroup option datalist meter progress output button ' +
  'figure figcaption img map area picture source audio video track iframe object embed canvas details ' +
  'summary dialog a template link';

describe('the elements of dash.html', () => {
  let user: User;

  before(async () => {
    user = await mount({
      src: 'gallery/elements.py',
      files: ASSETS.map((name) => `assets/${name}`),
    });
    await user.read('button-out', 'pressed 0');
  });

  /** The element with this selector, shown or not; `kind` says which class the test needs. */
  function find(selector: string): HTMLElement;
  function find<T extends Element>(selector: string, kind: abstract new () => T): T;
  function find(selector: string, kind: abstract new () => Element = HTMLElement): Element {
    const element = user.root.querySelector(selector);
    if (!(element instanceof kind)) throw new Error(`There is no ${selector}`);
    return element;
  }

  it('are all there', () => {
    const missing = KINDS.split(' ').filter(
      (kind) => !user.root.querySelector(`#elements ${kind}`),
    );
    expect(missing).to.deep.equal([]);
  });

  it('keep their properties and attributes', () => {
    const root = find('#elements');
    expect(root.dataset['kind']).to.equal('gallery');
    expect(root.ariaLabel).to.equal('Every element');
    expect(find('#ol', HTMLOListElement).start).to.equal(3);
    expect(find('time', HTMLTimeElement).dateTime).to.equal('2026-05-01');
    expect(find('#meter', HTMLMeterElement).value).to.equal(0.6);
    expect(find('#progress', HTMLProgressElement).position).to.equal(0.3);
    expect(find('#pre').textContent).to.equal('two\n  lines');
  });

  describe('text and tables', () => {
    it('look as the browser shows them, and as the assets’ stylesheet says', async () => {
      const size = (selector: string) => parseFloat(getComputedStyle(find(selector)).fontSize);
      expect(size('h1')).to.be.greaterThan(size('h2'));
      expect(size('h2')).to.be.greaterThan(size('p'));
      expect(getComputedStyle(find('strong')).fontWeight).to.equal('700');
      expect(getComputedStyle(find('#ul li')).display).to.equal('list-item');
      await until(
        () => getComputedStyle(find('#mark')).backgroundColor === 'rgb(255, 236, 153)',
        'the stylesheet of the assets',
      );
    });

    it('take a variable that a stylesheet sets on the root', () => {
      expect(getComputedStyle(find('#div')).borderTopColor).to.equal('rgb(0, 110, 184)');
    });

    it('take the style of a column', () => {
      const style = getComputedStyle(find('#table col:last-child'));
      expect(style.backgroundColor).to.equal('rgb(255, 250, 205)');
    });

    it('take a stylesheet that is linked from the layout', async () => {
      await until(
        () => getComputedStyle(find('#anchor')).color === 'rgb(176, 0, 32)',
        'the linked stylesheet',
      );
    });
  });

  describe('forms', () => {
    it('a label gives its field the focus, and the field takes text', async () => {
      await user.click(await user.see('label', 'Notes'));
      await user.type('noted');
      expect(find('#notes', HTMLTextAreaElement).value).to.equal('noted');
    });

    it('a select is changed by the keyboard', async () => {
      const select = find('#select', HTMLSelectElement);
      select.focus();
      await user.type('c');
      await until(() => select.value === 'c', 'coffee is chosen');
    });

    it('a button calls back', async () => {
      await user.click('#button');
      await user.read('button-out', 'pressed 1');
    });
  });

  describe('media', () => {
    it('images are drawn, in an img and in a picture', async () => {
      for (const id of ['img', 'picture-img']) {
        const image = find(`#${id}`, HTMLImageElement);
        await until(() => image.complete && image.naturalWidth > 0, `#${id} is drawn`);
      }
    });

    it('audio and video have their metadata', async () => {
      const audio = find('#audio', HTMLAudioElement);
      await until(() => audio.readyState >= HTMLMediaElement.HAVE_METADATA, 'the audio is there');
      expect(audio.duration).to.be.closeTo(0.25, 0.05);
      const video = find('#video', HTMLVideoElement);
      await until(() => video.videoWidth > 0, 'the video is there');
      expect([video.videoWidth, video.videoHeight]).to.deep.equal([32, 24]);
    });

    it('frames show a page of the assets and one that is given', async () => {
      const inner = find('#iframe', HTMLIFrameElement);
      const text = (frame: HTMLIFrameElement) => frame.contentDocument?.body.textContent ?? '';
      await until(() => text(inner).includes('an inner page from the assets'), 'the inner page');
      await until(
        () => text(find('#srcdoc', HTMLIFrameElement)).includes('from srcdoc'),
        'the given page',
      );
    });

    it('an object and an embed show a picture of the assets', async () => {
      const object = find('#object', HTMLObjectElement);
      await until(
        () => object.contentDocument?.documentElement.localName === 'svg',
        'the picture of the object',
      );
      const embed = find('#embed', HTMLEmbedElement);
      await until(
        () => embed.getSVGDocument()?.documentElement.localName === 'svg',
        'the picture of the embed',
      );
    });

    it('an area of an image map calls back', async () => {
      const around = find('#media').getBoundingClientRect();
      const image = find('#img').getBoundingClientRect();
      await user.click('#media', [image.left - around.left + 20, image.top - around.top + 20]);
      await user.read('area-out', 'area 1');
    });
  });

  describe('interaction', () => {
    it('details open and close', async () => {
      await user.seeNo('#more');
      await user.click('#summary');
      await user.see('#more', 'Hidden');
      await user.click('#summary');
      await user.seeNo('#more');
    });

    it('a dialog is opened and closed by callbacks', async () => {
      await user.seeNo('#dialog');
      await user.click('#open');
      await user.see('#dialog');
      await user.read('dialog-out', 'open');
      await user.click('#close');
      await user.seeNo('#dialog');
    });

    it('any element calls back when it is clicked', async () => {
      await user.click('#div');
      await user.read('div-out', 'clicked 1');
    });

    it('a link to a part of the page goes there, and leaves the page’s address', async () => {
      const address = location.href;
      await user.click('#anchor');
      await until(() => {
        const { top, bottom } = find('#table').getBoundingClientRect();
        return top < innerHeight && bottom > 0;
      }, 'the table comes into view');
      expect(location.href).to.equal(address);
    });

    it('a link with `download` saves an asset', async () => {
      await user.click('#save');
      const text = new TextDecoder().decode(await readDownload('tile.svg'));
      expect(text).to.contain('<svg').and.to.contain('circle');
    });

    it('a template’s content isn’t shown', () => {
      expect(user.all('#in-template')).to.deep.equal([]);
    });
  });
});
