import { expect } from '@open-wc/testing';

import { traceOf } from './graph.js';
import { pause, until, User } from './user.js';

describe('a chart that is fed over a WebSocket', () => {
  let user: User;

  /** The page as it is, with the packages that it names. */
  before(async () => {
    const frame = document.createElement('iframe');
    frame.src = '/demo/live.html';
    Object.assign(frame.style, { position: 'fixed', inset: 0, width: '100%', height: '100%' });
    document.body.append(frame);
    await new Promise((resolve) => frame.addEventListener('load', resolve));
    const element = frame.contentDocument?.querySelector('web-dash');
    await element?.ready;
    const root = element?.shadowRoot;
    if (!root) throw new Error('There is no app on the page');
    user = new User(root);
  });

  const told = async (): Promise<number> => Number((await user.see('#told')).textContent);

  /** How many points come while a user waits. */
  async function pace(): Promise<number> {
    const before = await told();
    await pause(3000);
    return (await told()) - before;
  }

  it('grows while the page is open', async () => {
    await until(async () => (await told()) > 5, 'points have come');
    const { x } = traceOf(user, 'chart');
    expect(x.length).to.be.greaterThan(4);
    expect(x[0]).to.equal(1);
  });

  it('is fed as fast as the slider says', async () => {
    (await user.see('[role="slider"]')).focus();
    await user.press('Home');
    const slow = await until(async () => {
      const points = await pace();
      return points > 0 && points < 5 && points;
    }, 'points come slowly');
    await user.press('End');
    await until(async () => (await pace()) > 2 * slow, 'points come faster');
  });
});
