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
    expect(await found({ code: 'one', requirement: 'tabulate>1' })).to.equal(undefined);
    expect(await found({ code: 'one', indexURL: '/simple/' })).to.equal(undefined);
    expect(await found({})).to.equal(undefined);
  });

  it('are of one runtime and one browser', async () => {
    await done({ keep: 'this' });
    expect(await found({})).to.equal('this');
    expect(await found({ runtime: 'another' })).to.equal(undefined);
    expect(await found({ userAgent: 'another' })).to.equal(undefined);
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

  it('are forgotten, where they are of another build, after a month or if there are too many', async () => {
    const month = 30 * 24;
    for (const runtime of ['1', '2', '3']) await done({ runtime, keep: runtime });
    await done({ runtime: '4', keep: '4' });
    expect(await found({ runtime: '1' })).to.equal(undefined);
    expect(await found({ runtime: '2' })).to.equal('2');
    await done({ runtime: '5', keep: '5', later: month + 1 });
    expect(await found({ runtime: '4' })).to.equal(undefined);
    expect(await found({ runtime: '5' })).to.equal('5');
  });

  it('are not made where the reader saves data, nor where the device has little memory', async () => {
    expect((await done({ code: 'new' })).isLacking).to.equal(true);
    expect((await done({ code: 'new', savesData: true })).isLacking).to.equal(false);
    expect((await done({ code: 'new', memory: 2 })).isLacking).to.equal(false);
    expect((await done({ code: 'new', memory: 4 })).isLacking).to.equal(true);
    const userAgent = 'Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0';
    expect((await done({ code: 'new', userAgent })).isLacking).to.equal(false);
    expect((await done({ code: 'new', userAgent, memory: 8 })).isLacking).to.equal(true);
  });
});
