import { expect } from '@open-wc/testing';

import {
  ByteCount,
  SharedDownload,
  type DownloadProgress,
} from '../../src/kernel/store/download.js';

type Seen = [loaded: number, total: number][];

function setUp(): { count: ByteCount; seen: Seen } {
  const seen: Seen = [];
  return { count: new ByteCount((loaded, total) => void seen.push([loaded, total])), seen };
}

/** A download of which that many bytes come. */
function comes(bytes: number) {
  return ({ add }: DownloadProgress): Promise<void> => {
    add(bytes);
    return Promise.resolve();
  };
}

describe('ByteCount', () => {
  it('sums the downloads that are under way', async () => {
    const { count, seen } = setUp();
    await Promise.all([count.during(10, comes(10)), count.during(20, comes(20))]);
    expect(seen.at(-1)).to.deep.equal([30, 30]);
  });

  it('reaches the total in a try after one that failed', async () => {
    const { count, seen } = setUp();
    const failing = count.during(100, ({ add }) => {
      add(40);
      return Promise.reject(new Error('The connection broke.'));
    });
    await failing.catch(() => undefined);
    await count.during(100, comes(100));
    expect(seen.at(-1)).to.deep.equal([100, 100]);
  });

  it('takes a download that failed out of the count of the others', async () => {
    const { count, seen } = setUp();
    let finish = (): void => undefined;
    const other = count.during(10, async ({ add }) => {
      await new Promise<void>((resolve) => (finish = resolve));
      add(10);
    });
    await count.during(100, () => Promise.reject(new Error('404'))).catch(() => undefined);
    finish();
    await other;
    expect(seen.at(-1)).to.deep.equal([10, 10]);
  });

  it('does not count more than was expected, nor less in the end', async () => {
    const { count, seen } = setUp();
    await count.during(10, comes(25));
    expect(seen.at(-1)).to.deep.equal([10, 10]);
    await count.during(10, () => Promise.resolve());
    expect(seen.at(-1)).to.deep.equal([10, 10]);
  });
});

describe('SharedDownload', () => {
  it('is counted by all who follow it, whenever they come', async () => {
    const first = setUp();
    const second = setUp();
    let progress: DownloadProgress | undefined;
    let finish: ((bytes: Uint8Array<ArrayBuffer>) => void) | undefined;
    const download = new SharedDownload(0, (told) => {
      progress = told;
      return new Promise((resolve) => (finish = resolve));
    });
    const all = [download.follow(first.count)];
    progress?.expect(30);
    progress?.add(10);
    all.push(download.follow(second.count));
    expect(second.seen.at(-1)).to.deep.equal([10, 30]);
    progress?.add(20);
    finish?.(new Uint8Array(30));
    await Promise.all(all);
    expect(first.seen.at(-1)).to.deep.equal([30, 30]);
    expect(second.seen.at(-1)).to.deep.equal([30, 30]);
  });
});
