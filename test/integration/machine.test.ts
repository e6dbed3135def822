import { expect } from '@open-wc/testing';

import { load } from './fixture.js';
import { PythonShell } from './python-shell.js';

/** A database that `sqlite3` made of `create table cities (name); insert into cities values ('Oslo')`. */
const MAKE_DATABASE = `
  import sqlite3, pathlib
  with sqlite3.connect("made.db") as db:
      db.execute("create table cities (name)")
      db.execute("insert into cities values ('Oslo')")
  db.close()
`;

const OLDER = 'Pyodide 0.27.7';
const PYODIDES = {
  'the built-in Pyodide': {},
  // There sqlite3 is one of Pyodide's packages.
  [OLDER]: { 'pyodide-url': '/pyodide-0.27.7/', requirements: 'sqlite3 joblib' },
};

for (const [name, attributes] of Object.entries(PYODIDES)) {
  describe(`the machine of an app, on ${name}`, () => {
    let shell: PythonShell;

    before(async () => {
      await load();
      shell = await PythonShell.open({ attributes });
    });
    after(() => shell.close());

    it('has SQLite, which reads and writes a file that the author brings', async () => {
      await shell.run(MAKE_DATABASE);
      const made = await shell.element.files.read('made.db');
      const url = URL.createObjectURL(new Blob([Uint8Array.from(made)]));
      const other = await PythonShell.open({ attributes, urls: { 'data/cities.db': url } });
      const result = await other.run(`
        import sqlite3
        db = sqlite3.connect("data/cities.db")
        with db:
            db.execute("insert into cities values ('Lima')")
        result = [name for name, in db.execute("select name from cities order by name")]
        db.close()
      `);
      expect(result).to.deep.equal(['Lima', 'Oslo']);
      other.close();
    });

    it('derives keys as OpenSSL does, and checks passwords by them', async () => {
      const result = await shell.run(`
        import hashlib
        from werkzeug.security import check_password_hash, generate_password_hash
        stored = generate_password_hash("secret")
        result = [
            hashlib.pbkdf2_hmac("sha256", b"password", b"salt", 1000, 20).hex(),
            hashlib.scrypt(b"password", salt=b"NaCl", n=1024, r=8, p=16, dklen=20).hex(),
            stored.split("$")[0],
            check_password_hash(stored, "secret"),
            check_password_hash(stored, "Secret"),
            check_password_hash(generate_password_hash("secret", "pbkdf2:sha512:1000"), "secret"),
        ]
      `);
      expect(result).to.deep.equal([
        '632c2812e46d4604102ba7618e9d6d7d2f8128f6',
        'fdbabe1c9d3472007856e7190d01e9fe7c6ad7cb',
        'scrypt:32768:8:1',
        true,
        false,
        true,
      ]);
      const { message } = await shell.exception(`
        import hashlib
        hashlib.scrypt(b"password", salt=b"NaCl", n=2**20, r=8, p=1)
      `);
      expect(message).to.contain('memory limit exceeded');
    });

    it('opens no browser, and says so', async () => {
      expect(
        await shell.run('import webbrowser; result = webbrowser.open("http://localhost:8050")'),
      ).to.be.false;
    });

    it('says that nobody can be asked on a terminal', async () => {
      const { error, message } = await shell.exception('input("Who?")');
      expect(error).to.equal('builtins.EOFError');
      expect(message).to.contain('dcc.Input');
    });

    for (const [call, named] of [
      ['subprocess.run(["ls"])', "subprocess.Popen(['ls'])"],
      ['subprocess.check_output("ls", shell=True)', "subprocess.Popen('ls')"],
      ['os.system("ls")', "os.system('ls')"],
      ['os.popen("ls")', 'subprocess.Popen'],
      ['os.fork()', 'os.fork'],
      ['os.execv("/bin/ls", ["ls"])', 'os.execv'],
      ['os.spawnlp(os.P_WAIT, "ls", "ls")', 'os.'],
      ['asyncio.run(asyncio.create_subprocess_exec("ls"))', "asyncio.create_subprocess_exec('ls')"],
      ['multiprocessing.Process(target=print).start()', 'multiprocessing'],
      ['multiprocessing.Pool(2)', 'multiprocessing.Pool'],
      ['concurrent.futures.ProcessPoolExecutor()', 'ProcessPoolExecutor'],
    ] as const) {
      it(`says that ${call} starts no process`, async () => {
        const { error, message } = await shell.exception(
          `import asyncio, concurrent.futures, multiprocessing, os, subprocess\n${call}`,
        );
        expect(error).to.equal('builtins.OSError');
        expect(message).to.contain(named).and.to.contain("a browser can't start processes");
      });
    }

    it('has threads, a pool of them, and asyncio’s', async () => {
      const result = await shell.run(`
        import asyncio, concurrent.futures, threading
        seen = []
        thread = threading.Thread(target=seen.append, args=[1])
        thread.start()
        thread.join()
        with concurrent.futures.ThreadPoolExecutor() as pool:
            seen += pool.map(abs, [-2, -3])
        seen.append(asyncio.run(asyncio.to_thread(abs, -4)))
        result = seen
      `);
      expect(result).to.deep.equal([1, 2, 3, 4]);
    });

    // Of the other line, Python can't speak of places as far as that.
    if (name !== OLDER) {
      it('has a disk that is full where there is no more memory', async () => {
        for (const write of ['file.truncate(2**36)', 'file.seek(2**36) and file.write(b"x")']) {
          const { error, message } = await shell.exception(`
            file = open("large.bin", "wb", buffering=0)
            ${write}
          `);
          expect(error).to.equal('builtins.OSError');
          expect(message).to.contain('No space left on device');
          await shell.run('file.seek(0); file.write(b"small"); file.close()');
          expect(await shell.element.files.readText('large.bin')).to.equal('small');
        }
      });
    }

    if (name === OLDER) {
      it('computes one after the other what joblib would spread', async () => {
        const result = await shell.run(`
          from joblib import Parallel, delayed
          result = Parallel(n_jobs=2)(delayed(pow)(n, 2) for n in range(4))
        `);
        expect(result).to.deep.equal([0, 1, 4, 9]);
      });
    }
  });
}
