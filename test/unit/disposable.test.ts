import { expect } from '@open-wc/testing';

import { Disposables } from '../../src/disposable.js';

describe('Disposables', () => {
  it('are undone once, the last first', () => {
    const undone: number[] = [];
    const disposables = new Disposables();
    for (const each of [1, 2, 3]) disposables.add(() => undone.push(each));
    disposables.dispose();
    disposables.dispose();
    expect(undone).to.deep.equal([3, 2, 1]);
  });

  it('listen until then', () => {
    const heard: string[] = [];
    const target = new EventTarget();
    const disposables = new Disposables();
    disposables.listen(target, 'x', () => heard.push('bubbles'));
    disposables.listen(target, 'x', () => heard.push('captures'), { capture: true });
    target.dispatchEvent(new Event('x'));
    expect(heard).to.have.members(['bubbles', 'captures']);
    disposables.dispose();
    target.dispatchEvent(new Event('x'));
    expect(heard).to.have.length(2);
  });

  it('have a signal, aborted when all has been undone', () => {
    const disposables = new Disposables();
    const { signal } = disposables;
    let abortedMeanwhile: boolean | undefined;
    disposables.add(() => {
      abortedMeanwhile = signal.aborted;
    });
    expect(signal.aborted).to.equal(false);
    disposables.dispose();
    expect(abortedMeanwhile).to.equal(false);
    expect(signal.aborted).to.equal(true);
    expect(disposables.signal).to.equal(signal);
  });
});
