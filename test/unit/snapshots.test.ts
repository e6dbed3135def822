import { expect } from '@open-wc/testing';

import type { Done, Task } from './snapshots-worker.js';

/** What an own snapshot of an app holds for, in hours. */
const DAY = 24;

describe('the snapshots that a browser keeps', () => {
  let worker: Worker;

  before(() => {
    worker = newWorker();
  });
  after(() => worker.terminate());

  function newWorker(): Worker {
    return new Worker(new URL('./snapshots-worker.ts', import.meta.url), { type: 'module' });
  }

  function done(task: Task, by = worker): Promise<Done> {
    return new Promise((resolve, reject) => {
      by.onmessage = ({ data }: MessageEvent<Done>) => resolve(data);
      by.onerror = ({ message }) => reject(new Error(message));
      by.postMessage(task);
    });
  }

  async function found(task: Task): Promise<string | undefined> {
    return (await done(task)).found;
  }

  it('are of one app, as it stands, whatever the query of its page', async () => {
    await done({ code: 'one', keep: '1' });
    expect(await found({ code: 'one' })).to.equal('1');
    expect(await found({ code: 'one', query: '?x=1#y' })).to.equal('1');
    expect(await found({ code: 'another' })).to.equal(undefined);
    expect(await found({ code: 'one', isLocked: true })).to.equal(undefined);
    expect(await found({})).to.equal(undefined);
  });

  it('hold for a day, unless the app has a lock or nothing but the runtime is in it', async () => {
    for (const [task, holds] of [
      [{ code: 'aged' }, false],
      [{ code: 'aged', isLocked: true }, true],
      [{}, true],
    ] as const) {
      await done({ ...task, keep: 'old' });
      expect(await done({ ...task, later: DAY - 1 })).to.deep.equal({
        found: 'old',
        isLacking: false,
      });
      const now = holds ? 'old' : undefined;
      expect(await done({ ...task, later: DAY + 1 })).to.deep.equal({
        found: now,
        isLacking: !holds,
      });
    }
  });

  it('are read by several tabs at once, and made anew once they are closed', async () => {
    await done({ code: 'shared', keep: 'first' });
    const other = newWorker();
    expect((await done({ code: 'shared', holds: true }, other)).found).to.equal('first');
    expect(await found({ code: 'shared' })).to.equal('first');
    setTimeout(() => other.terminate(), 500);
    expect(await found({ code: 'shared', keep: 'second' })).to.equal('second');
  });

  for (const isPrivate of [false, true]) {
    const place = isPrivate ? 'in Cache Storage, where there are no private files' : 'in files';
    it(`are three of apps at most, beside that of the runtime, ${place}`, async () => {
      await done({ isPrivate, keep: 'runtime' });
      for (const code of ['a', 'b', 'c', 'd']) await done({ isPrivate, code, keep: code });
      expect(await found({ isPrivate, code: 'a' })).to.equal(undefined);
      for (const code of ['b', 'c', 'd']) {
        expect(await found({ isPrivate, code })).to.equal(code);
      }
      expect(await found({ isPrivate })).to.equal('runtime');
    });
  }

  it('are not made where the reader saves data', async () => {
    expect((await done({ code: 'new' })).isLacking).to.equal(true);
    expect((await done({ code: 'new', savesData: true })).isLacking).to.equal(false);
  });
});
