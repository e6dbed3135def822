import { expect } from '@open-wc/testing';
import { zipSync } from 'fflate';

import { packSnapshot } from '../../src/kernel/snapshots/snapshot.js';
import { load, mount, read } from './fixture.js';
import { eventually, forget, made, PATIENCE, snapshot } from './kept-snapshots.js';
import { PythonShell } from './python-shell.js';

/** What two Pythons have in common only if they come from one snapshot: the secret of their hashes. */
const ORIGIN = 'result = hash("web-dash")';

/** What stands before the snapshot: the checksum of its index, in which there are those of the rest. */
async function checksum(): Promise<string | undefined> {
  return (await (await snapshot())?.getFile())?.slice(0, 32).text();
}

async function overwrite(file: FileSystemFileHandle, ...parts: BlobPart[]): Promise<void> {
  const writable = await file.createWritable();
  await writable.write(new Blob(parts));
  await writable.close();
}

const LINES = {
  'the built-in Pyodide': {},
  'Pyodide 0.27.7': { 'pyodide-url': '/pyodide-0.27.7/' },
};

for (const [line, attributes] of Object.entries(LINES)) {
  describe(`a snapshot of Python, on ${line}`, function () {
    this.timeout(2 * PATIENCE);

    let shells: PythonShell[] = [];
    let first: unknown;

    async function open(kernel: string): Promise<PythonShell> {
      const shell = await PythonShell.open({ attributes: { ...attributes, kernel } });
      shells.push(shell);
      return shell;
    }

    before(async () => {
      await load();
      await forget();
      const shell = await open('snapshot-maker');
      first = await shell.run(`
        import json
        json.left_behind = True
        ${ORIGIN}
      `);
      await made();
    });
    afterEach(() => {
      for (const shell of shells) shell.close();
      shells = [];
    });
    after(forget);

    it('is what the next kernels start from, with nothing that is one kernel’s alone', async () => {
      const one = await open('snapshot-one');
      const other = await open('snapshot-other');
      const origins = [await one.run(ORIGIN), await other.run(ORIGIN)];
      expect(origins[0]).to.equal(origins[1]);
      expect(origins[0]).not.to.equal(first);
      const OWN = `
        import json, logging, multiprocessing, random, tempfile, time, uuid
        result = {
            "random": [random.random(), str(uuid.uuid4()), tempfile.mktemp()],
            "key": multiprocessing.current_process().authkey.hex(),
            "left": hasattr(json, "left_behind"),
            "now": time.time(),
            "age": logging.makeLogRecord({}).relativeCreated / 1000,
        }
      `;
      const a = (await one.run(OWN)) as Own;
      const b = (await other.run(OWN)) as Own;
      for (const [index, value] of a.random.entries()) expect(value).not.to.equal(b.random[index]);
      expect(a.key).not.to.equal(b.key);
      expect(a.left).to.equal(false);
      expect(Math.abs(b.now - Date.now() / 1000)).to.be.lessThan(60);
      expect(b.age).to.be.lessThan((Date.now() - performance.timeOrigin) / 1000);
    });

    it('is not in the way of an app that has another Dash', async () => {
      const element = await mount({
        code: `
          import dash
          app = dash.Dash()
          app.layout = dash.html.P(dash.__version__, id="version")
        `,
        attributes: {
          ...attributes,
          kernel: 'snapshot-dash3',
          'index-url': '/simple/',
          requirements: 'dash==3.4.0',
        },
      });
      await read(element, 'version', '3.4.0');
      element.remove();
    });

    if ('pyodide-url' in attributes) {
      it('takes packages with compiled modules', async () => {
        const element = await mount({
          code: `
            import pandas
            from dash import Dash, html
            app = Dash()
            app.layout = html.P(str(pandas.Series([1, 2, 4]).sum()), id="sum")
          `,
          attributes: { ...attributes, kernel: 'snapshot-pandas' },
        });
        await read(element, 'sum', '7');
        element.remove();
      });
      return;
    }

    it('that is damaged is not used, but made anew', async () => {
      const handle = await made();
      const content = new Uint8Array(await (await handle.getFile()).arrayBuffer());
      const middle = content.length >> 1;
      content[middle] = ~(content[middle] ?? 0);
      await overwrite(handle, content);
      const before = await checksum();
      const shell = await open('snapshot-damaged');
      const origin = await shell.run(ORIGIN);
      await eventually(async () => (await checksum()) !== before || undefined, 'it is made anew');
      await made();
      const next = await open('snapshot-next');
      expect(await next.run(ORIGIN)).not.to.equal(origin);
    });

    it('that Python can’t start from is given up', async () => {
      const handle = await made();
      const header = Uint32Array.of(0, 8);
      const memory = new Uint8Array(100_000);
      memory.set(new Uint8Array(header.buffer));
      const files = { stdlib: zipSync({}), library: new Map() };
      await overwrite(handle, ...(await packSnapshot(memory, files)));
      const shell = await open('snapshot-useless');
      expect(await shell.run('result = 1')).to.equal(1);
      expect(await snapshot()).to.equal(undefined);
    });
  });
}

interface Own {
  readonly random: readonly unknown[];
  readonly key: string;
  readonly left: boolean;
  readonly now: number;
  readonly age: number;
}
