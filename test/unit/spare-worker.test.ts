import { expect } from '@open-wc/testing';

import { idle } from '../../src/kernel/snapshots/spare-worker.js';

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('an idle kernel', () => {
  it('computes nothing and gets no calls for a while', async () => {
    const calls = { count: 1, computing: true };
    const events: string[] = [];
    const waiting = idle(calls, { quiet: 300, patience: Infinity, interval: 10 }).then(() =>
      events.push('idle'),
    );
    await pause(600);
    events.push('answered');
    calls.computing = false;
    for (let call = 0; call < 3; call++) {
      await pause(50);
      calls.count += 1;
    }
    const asked = performance.now();
    await waiting;
    expect(events).to.deep.equal(['answered', 'idle']);
    expect(performance.now() - asked).to.be.greaterThan(250);
  });

  it('is one that has been waited for long enough', async () => {
    await idle({ count: 1, computing: true }, { quiet: Infinity, patience: 50, interval: 10 });
  });
});
