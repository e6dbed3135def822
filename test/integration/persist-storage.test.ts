import { expect } from '@open-wc/testing';

import type { Found, Operations, StorageKind } from './vault-worker.js';

/** How often a worker is ended in the midst of its writing. */
const CRASHES = 15;

let keys = 0;

/** A vault in a worker of its own, as each page has it. */
class RemoteVault {
  /** The last state that `churn` has told of. */
  churned = -1;
  readonly #worker = new Worker(new URL('./vault-worker.ts', import.meta.url), { type: 'module' });
  readonly #calls = new Map<number, (data: { value?: unknown; error?: string }) => void>();
  #next = 0;

  static async open(kind: StorageKind, key: string): Promise<RemoteVault> {
    const vault = new RemoteVault();
    vault.#worker.onmessage = ({ data }: MessageEvent<Record<string, unknown>>) => {
      if (typeof data['churned'] === 'number') vault.churned = data['churned'];
      else vault.#calls.get(data['id'] as number)?.(data);
    };
    await vault.call('open', kind, key);
    return vault;
  }

  call<K extends keyof Operations>(
    name: K,
    ...args: Parameters<Operations[K]>
  ): Promise<Awaited<ReturnType<Operations[K]>>> {
    const id = this.#next++;
    this.#worker.postMessage({ id, name, args });
    return new Promise((resolve, reject) => {
      this.#calls.set(id, ({ value, error }) => {
        if (error === undefined) resolve(value as Awaited<ReturnType<Operations[K]>>);
        else reject(new Error(error));
      });
    });
  }

  end(): void {
    this.#worker.terminate();
  }
}

function bytes(...values: number[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(values);
}

function contentsOf({ files }: Found): Record<string, number[]> {
  return Object.fromEntries([...files].map(([path, content]) => [path, [...content]]));
}

for (const kind of ['origin-private', 'indexed'] as const) {
  describe(`what is kept of an app in ${kind} storage`, () => {
    const open: RemoteVault[] = [];
    let key: string;

    beforeEach(() => (key = `/app-${++keys}`));
    afterEach(() => {
      for (const vault of open.splice(0)) vault.end();
    });

    async function vault(): Promise<RemoteVault> {
      const opened = await RemoteVault.open(kind, key);
      open.push(opened);
      return opened;
    }

    it('is nothing at first', async () => {
      const found = await (await vault()).call('load');
      expect(found).to.deep.equal({ generation: 0, files: new Map(), folders: [], lost: [] });
    });

    it('is found again: files of any bytes, and empty files and folders', async () => {
      const first = await vault();
      const files = {
        'data/böse name#?.bin': bytes(0, 255, 10, 13),
        'data/empty': bytes(),
        __proto__x: bytes(1),
      };
      await first.call('save', files, ['data', 'data/hollow']);
      first.end();
      const found = await (await vault()).call('load');
      expect(contentsOf(found)).to.deep.equal({
        'data/böse name#?.bin': [0, 255, 10, 13],
        'data/empty': [],
        __proto__x: [1],
      });
      expect(found.folders).to.deep.equal(['data', 'data/hollow']);
    });

    it('leaves large files that are unchanged where they are, and nothing behind', async () => {
      const one = await vault();
      const large = new Uint8Array(2_000_000).fill(7);
      await one.call('save', { large, a: bytes(1, 2), b: bytes(3), c: bytes(4) });
      expect(await one.call('contents')).to.deep.equal({ '1-0': 4, '1-1': large.length });
      await one.call('save', { large: null, a: null, b: bytes(5) });
      expect(await one.call('contents')).to.deep.equal({ '1-0': 4, '1-1': large.length, '2-0': 1 });
      const { files } = await (await vault()).call('load');
      expect(files.get('large')).to.deep.equal(large);
      expect([...files.keys()].sort()).to.deep.equal(['a', 'b', 'large']);
      await one.call('save', {});
      expect(await one.call('contents')).to.deep.equal({});
    });

    it('moves small files together once most of what they were saved with has gone', async () => {
      const one = await vault();
      await one.call('save', { a: bytes(1), b: bytes(2, 2, 2), c: bytes(3) });
      await one.call('save', { a: null, b: bytes(4), c: null, d: bytes() });
      expect(await one.call('contents')).to.deep.equal({ '2-0': 3 });
      const found = await (await vault()).call('load');
      expect(contentsOf(found)).to.deep.equal({ a: [1], b: [4], c: [3], d: [] });
    });

    it('is of one app only', async () => {
      await (await vault()).call('save', { a: bytes(1) });
      key = `${key}/other`;
      expect((await (await vault()).call('load')).generation).to.equal(0);
    });

    it('is not overwritten by a page that has not seen it', async () => {
      const [one, other] = [await vault(), await vault()];
      await Promise.all([one.call('load'), other.call('load')]);
      await one.call('save', { a: bytes(1) });
      const refused = await other.call('save', { a: bytes(2), b: bytes(2) }).catch(String);
      expect(refused).to.contain('ConflictError');
      await one.call('save', { a: bytes(3) });
      expect(contentsOf(await other.call('load'))).to.deep.equal({ a: [3] });
      await other.call('save', { a: bytes(4) });
    });

    it('is forgotten, and then not brought back by a page that still knows it', async () => {
      const [one, other] = [await vault(), await vault()];
      await one.call('save', { a: bytes(1) });
      await other.call('load');
      await other.call('clear');
      expect(await one.call('save', { a: bytes(2) }).catch(String)).to.contain('ConflictError');
      expect(contentsOf(await other.call('load'))).to.deep.equal({});
    });

    it('is one whole state, the last or the next, whenever the page goes', async function () {
      let number = 0;
      for (let crash = 0; crash < CRASHES; crash++) {
        const writer = await vault();
        await writer.call('load');
        void writer.call('churn', number + 1);
        // At another moment each time: within the first state, the second …
        while (crash % 3 > 0 && writer.churned < number + (crash % 3)) await pause(1);
        await pause((crash * 7) % 23);
        writer.end();
        const told = Math.max(writer.churned, number);
        const { files, lost } = await (await vault()).call('load');
        expect(lost).to.deep.equal([]);
        const words = [...files.values()].map(({ buffer }) => [...new Uint32Array(buffer)]);
        const [kept = 0] = words[0] ?? [];
        expect([0, 6]).to.include(files.size);
        expect(new Set(words.map(({ length }) => length)).size).to.be.at.most(1);
        expect(words.flat().every((word) => word === kept)).to.equal(true);
        expect(kept, `after crash ${crash}`).to.be.at.least(told);
        number = kept;
      }
      expect(number).to.be.above(CRASHES / 2);
    });
  });
}

describe('what is kept of an app', () => {
  it('is in the origin’s private file system, or in IndexedDB where that is refused', async () => {
    const vault = await RemoteVault.open('indexed', '/');
    expect(await vault.call('openAny', '/any', false)).to.equal('origin-private');
    expect(await vault.call('openAny', '/any', true)).to.equal('indexed');
    await vault.call('save', { a: bytes(1) });
    expect(contentsOf(await vault.call('load'))).to.deep.equal({ a: [1] });
    vault.end();
  });
});

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
