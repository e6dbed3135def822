import { expect } from '@open-wc/testing';

import { readDownload } from '../helpers/commands.js';
import { plotArea, traceOf } from './graph.js';
import { mount } from './mount.js';
import { pause, until, type User } from './user.js';

const APP = { src: 'gallery/services.py' };

describe('what else dcc offers', () => {
  let user: User;

  before(async () => {
    user = await mount(APP);
    await user.answer('tabs', 'one');
  });

  describe('Location and Link', () => {
    it('starts at the root of an address of its own', async () => {
      await user.answer('location', ['/', '', '']);
    });

    it('follows a Link and the browser’s own buttons, and leaves the page’s address', async () => {
      const address = location.href;
      await user.click('#link');
      await user.answer('location', ['/page-two', '?q=1', '#end']);
      history.back();
      await user.answer('location', ['/', '', '']);
      history.forward();
      await user.answer('location', ['/page-two', '?q=1', '#end']);
      expect(location.href).to.equal(address);
    });
  });

  describe('Graph', () => {
    const place = () => plotArea(user, 'graph', [0, 5]);

    it('answers a click on a point', async () => {
      const at = await place();
      await user.click('#graph .nsewdrag', offset(await user.see('#graph .nsewdrag'), at(2, 3)));
      await user.answer('click', [2, 3]);
    });

    it('shows a Tooltip beside the point under the pointer', async () => {
      const at = await place();
      const area = await user.see('#graph .nsewdrag');
      await user.hover('#graph .nsewdrag', offset(area, at(3, 2)));
      await user.answer('hover', [3, 2]);
      const tooltip = await user.see('#tooltip', 'point 2');
      const box = tooltip.getBoundingClientRect();
      const [x, y] = at(3, 2);
      expect(box.left - x).to.be.within(0, 60);
      expect(y).to.be.within(box.top - 5, box.bottom + 5);
    });

    it('zooms to a rectangle that is drawn', async () => {
      const at = await place();
      await user.drag(at(0.5, 0.5), at(2, 2), at(3.5, 3.5));
      await user.answer('relayout', [
        'xaxis.range[0]',
        'xaxis.range[1]',
        'yaxis.range[0]',
        'yaxis.range[1]',
      ]);
      await user.doubleClick('#graph .nsewdrag');
    });

    it('grows by extendData', async () => {
      await user.click('#extend');
      await until(() => user.all('#graph .scatterlayer .point').length === 5, 'a fifth point');
      expect(traceOf(user, 'graph').x).to.deep.equal([1, 2, 3, 4, 4.5]);
    });

    it('typesets its title with MathJax', async () => {
      await user.see('#graph .gtitle-math-group svg');
    });

    it('is saved as an image', async () => {
      await user.hover('#graph .nsewdrag');
      await user.click('#graph .modebar-btn[data-title^="Download plot"]');
      const bytes = await readDownload('plot-image.png');
      expect(new TextDecoder().decode(bytes.subarray(1, 4))).to.equal('PNG');
    });
  });

  it('Tabs: change their content, unless disabled', async () => {
    await user.see('#panel-one');
    await user.click('#tab-two');
    await user.answer('tabs', 'two');
    await user.see('#panel-two');
    await user.seeNo('#panel-one');
    await user.click('#tab-off');
    await pause(300);
    await user.answer('tabs', 'two');
  });

  it('Download: saves a file', async () => {
    await user.click('#download-button');
    expect(new TextDecoder().decode(await readDownload('numbers.csv'))).to.equal('a,b\n1,2\n');
  });

  it('Clipboard: copies the text of its target', async () => {
    const written: string[] = [];
    replace(navigator.clipboard, 'writeText', (text: string) => {
      written.push(text);
      return Promise.resolve();
    });
    replace(navigator.clipboard, 'write', async (items: ClipboardItem[]) => {
      for (const item of items) written.push(await (await item.getType('text/plain')).text());
    });
    await user.click('#clipboard');
    await user.answer('clipboard', 1);
    await until(
      () => written.join() === 'copy me',
      () => `the text is copied, not “${written.join()}”`,
    );
  });

  describe('ConfirmDialog', () => {
    it('tells yes from no', async () => {
      const asked = answerDialogs(true);
      await user.click('#ask');
      await user.answer('confirm', [1, 0]);
      answerDialogs(false);
      await user.click('#ask');
      await user.answer('confirm', [1, 1]);
      expect(asked).to.deep.equal(['Are you sure?']);
    });

    it('ConfirmDialogProvider: asks when its child is clicked', async () => {
      const asked = answerDialogs(true);
      await user.click('#ask-provider');
      await user.answer('provider', [1, 0]);
      expect(asked).to.deep.equal(['Really?']);
    });
  });

  it('Geolocation: tells where the browser says it is', async () => {
    const coords = { latitude: 52.5, longitude: 13.4, accuracy: 10 } as GeolocationCoordinates;
    replace(navigator.geolocation, 'getCurrentPosition', (done: PositionCallback) => {
      done({ coords, timestamp: Date.now() } as GeolocationPosition);
    });
    await user.click('#locate');
    await user.answer('geolocation', [52.5, 13.4]);
  });

  it('Interval: ticks as often as it may', async () => {
    await user.answer('interval', 3);
    await pause(600);
    await user.answer('interval', 3);
  });

  it('Loading: shows a spinner while a callback runs', async () => {
    await user.read('work-out', 'idle');
    await user.click('#work');
    await user.see('.dash-spinner');
    await user.read('work-out', 'done');
    await user.seeNo('.dash-spinner');
  });

  describe('Markdown', () => {
    it('renders emphasis, tables and links', async () => {
      await user.see('#markdown h3 em', 'emphasis');
      await user.see('#markdown td', 'tea');
      const link = (await user.see('#markdown a', 'link')) as HTMLAnchorElement;
      expect(link.href).to.equal('https://example.org/');
    });

    it('colours code', async () => {
      const keyword = await user.see('#markdown .hljs-keyword', 'def');
      const name = await user.see('#markdown .hljs-title', 'area');
      expect(getComputedStyle(keyword).color).not.to.equal(getComputedStyle(name).color);
    });

    it('typesets mathematics', async () => {
      const formula = await user.see('#markdown mjx-container svg');
      expect(formula.getBoundingClientRect().width).to.be.greaterThan(20);
    });
  });

  it('goes on after a callback that failed', async () => {
    await user.click('#fail');
    await pause(500);
    await user.read('fail-out', '');
    await user.click('#tab-one');
    await user.answer('tabs', 'one');
  });

  describe('Store', () => {
    for (const kind of ['memory', 'local', 'session']) {
      it(`${kind}: keeps what callbacks put into it`, async () => {
        await user.click(`#${kind}-add`);
        await user.answer(kind, { count: 1 });
        await user.click(`#${kind}-add`);
        await user.answer(kind, { count: 2 });
      });
    }

    it('local and session, but not memory, outlive the app', async () => {
      (user.root as ShadowRoot).host.remove();
      user = await mount(APP);
      await user.answer('local', { count: 2 });
      await user.answer('session', { count: 2 });
      await user.answer('memory', null);
    });
  });
});

/** Answers `confirm` for the user, in the page and in its frames; collects the questions. */
function answerDialogs(answer: boolean): string[] {
  const questions: string[] = [];
  const windows = [window, ...Array.from({ length: frames.length }, (_, index) => frames[index])];
  for (const each of windows) {
    if (!each) continue;
    each.confirm = (question = '') => {
      questions.push(question);
      return answer;
    };
  }
  return questions;
}

/** Puts a function of the test in the place of one that would ask the user for a permission. */
function replace(object: object, name: string, value: unknown): void {
  Object.defineProperty(object, name, { configurable: true, value });
}

/** A place in the viewport, counted from the corner of an element. */
function offset(element: Element, [x, y]: readonly [number, number]): [number, number] {
  const box = element.getBoundingClientRect();
  return [x - box.left, y - box.top];
}
