import { expect } from '@open-wc/testing';

import { dedent } from '../../src/app-source.js';
import type { BootStage } from '../../src/kernel/protocol.js';
import {
  ask,
  COUNTER,
  insert,
  load,
  make,
  mount,
  press,
  read,
  realms,
  until,
  type WebDashElement,
} from './fixture.js';
import { watchPage } from './page-watch.js';

const page = watchPage();

const app = (text: string): string =>
  dedent(`
  import gc
  from dash import Dash, html

  class Marker:
      text = "${text}"

  marker = Marker()
  app = Dash(__name__)
  app.layout = html.Div("${text}", id="text")

  @app.server.get("/markers")
  def markers():
      gc.collect()
      return " ".join(sorted(type(each).text for each in gc.get_objects() if type(each).__name__ == "Marker"))
`);

/** When to remove an element: at a stage of its boot, or when its view is under way. */
const MOMENTS: readonly (BootStage | 'view')[] = [
  'download',
  'interpreter',
  'packages',
  'app',
  'view',
];

describe('an element that is removed while it boots', () => {
  before(load);

  // All of one kernel: it goes on booting while the elements that asked for it go.
  for (const moment of MOMENTS) {
    it(`leaves nothing behind at the stage ${moment}`, async () => {
      const element = make({ code: app(moment) });
      const events: string[] = [];
      for (const type of ['load', 'error', 'loadend']) {
        element.addEventListener(type, () => events.push(type));
      }
      const stages = new Set<string>();
      element.addEventListener('progress', ({ stage }) => stages.add(stage));
      const reached: () => unknown =
        moment === 'view' ? () => realms()[0] : () => stages.has(moment);
      document.body.append(element);
      const settled = element.ready.then(
        () => 'ready',
        (error: unknown) => (error as Error).name,
      );
      await until(reached, `the stage ${moment} is reached`);
      element.remove();
      expect(await settled).to.equal('AbortError');
      expect(element.state).to.equal('idle');
      await until(() => realms().length === 0, 'the frame is gone');
      expect(element.shadowRoot?.querySelectorAll('html')).to.have.length(0);
      expect(events).to.deep.equal([]);
    });
  }

  it('has one kernel started, which forgets all of them and serves the next', async () => {
    const element = await mount({ code: app('last') });
    await read(element, 'text', 'last');
    expect(await ask(element, '/markers')).to.equal('last');
    expect(page.workers).to.have.length(1);
    element.remove();
  });

  it('never runs an app whose packages come after its removal', async () => {
    const wheel = 'dash_bootstrap_components-2.0.4-py3-none-any.whl';
    const attributes = { requirements: `/fault/slow/${wheel}/wheels/${wheel}` };
    const element = insert({ code: app('late'), attributes });
    await until(() => element.state === 'starting', 'its packages are on their way');
    element.remove();
    const next = await mount({ code: app('next'), attributes });
    expect(await ask(next, '/markers')).to.equal('next');
    next.remove();
  });

  it('boots when it is put back', async () => {
    const element = make({ code: app('again') });
    const started = new Promise((resolve) => element.addEventListener('loadstart', resolve));
    document.body.append(element);
    await started;
    element.remove();
    await until(() => element.state === 'idle', 'it has stopped');
    document.body.append(element);
    await element.ready;
    await read(element, 'text', 'again');
    element.remove();
  });
});

describe('an element whose source changes', () => {
  let element: WebDashElement;

  before(async () => {
    element = await mount({ attributes: { src: COUNTER } });
  });

  it('shows the last of many', async () => {
    let loads = 0;
    element.addEventListener('load', () => loads++);
    for (const text of ['one', 'two', 'three']) {
      element.code = app(text);
      await new Promise((resolve) => setTimeout(resolve, text === 'two' ? 150 : 0));
    }
    await element.ready;
    await new Promise((resolve) => setTimeout(resolve, 500));
    await read(element, 'text', 'three');
    expect(loads).to.be.at.most(2);
    expect(await ask(element, '/markers')).to.equal('three');
    expect(element.shadowRoot?.querySelectorAll('html')).to.have.length(1);
    // Its realm, and its history.
    expect(realms()).to.have.length(2);
  });

  it('takes another src once its code is taken away', async () => {
    element.code = null;
    element.src = `${COUNTER}?again`;
    await element.ready;
    await press(element, 'button');
    await read(element, 'count', 'pressed 1 times');
  });
});
