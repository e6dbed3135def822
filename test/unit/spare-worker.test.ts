import { expect } from '@open-wc/testing';

import { idle } from '../../src/kernel/snapshots/spare-worker.js';

describe('an idle kernel', () => {
  it('is one that computes nothing and gets no calls for a while', async () => {
    const calls = { count: 1, computing: true };
    let isIdle = false;
    const waiting = idle(calls).then(() => (isIdle = true));
    const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5500));
    await pause();
    expect(isIdle).to.equal(false);
    calls.computing = false;
    calls.count += 1;
    await waiting;
  });
});
