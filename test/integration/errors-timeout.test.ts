import { expect } from '@open-wc/testing';

import {
  COUNTER,
  insert,
  load,
  mount,
  offersRetry,
  read,
  shownFailure,
  type WebDashElement,
} from './fixture.js';
import { TICKS } from '../../src/kernel/deadline.js';
import { replace } from './replace.js';

describe('an element that waits in vain', () => {
  let timers: { restore(): void };
  let element: WebDashElement;

  before(load);
  afterEach(() => {
    timers.restore();
    element.remove();
  });

  /** Has a deadline of that many milliseconds end in half a second. */
  function shorten(limit: number): void {
    timers = replace(window, 'setInterval', (original) => {
      const shortened = (handler: TimerHandler, delay?: number, ...args: unknown[]): unknown =>
        original(handler, delay === limit / TICKS ? 500 / TICKS : delay, ...args);
      return shortened as typeof setInterval;
    });
  }

  it('gives up on a server that never sends the runtime', async () => {
    shorten(60_000);
    const folder = '/fault/stalled/stdlib.pack/dist/runtime/';
    element = insert({ attributes: { src: COUNTER, 'runtime-url': folder } });
    const text = await shownFailure(element, 'timeout');
    expect(text).to.contain('Downloading the runtime made no progress for 60 seconds');
    expect(offersRetry(element)).to.be.true;
  });

  it('gives up on a wheel that never comes, and starts without it', async () => {
    const neighbour = await mount({ attributes: { src: COUNTER } });
    shorten(60_000);
    const requirements = '/fault/stalled/x-1-py3-none-any.whl/wheels/x-1-py3-none-any.whl';
    element = insert({ attributes: { src: COUNTER, requirements } });
    expect(await shownFailure(element, 'timeout')).to.contain('Installing packages');
    timers.restore();
    element.requirements = '';
    await element.ready;
    await read(element, 'count', 'pressed 0 times');
    neighbour.remove();
  });

  it('gives up on an app that never serves', async () => {
    shorten(300_000);
    element = insert({ code: 'while True: pass', attributes: { kernel: 'busy' } });
    const text = await shownFailure(element, 'timeout');
    expect(text).to.contain('Starting the app made no progress for 300 seconds');
    timers.restore();
    element.code = 'import dash\napp = dash.Dash()\napp.layout = dash.html.P("Well", id="p")';
    await element.ready;
    await read(element, 'p', 'Well');
  });
});
