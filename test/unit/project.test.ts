import { expect } from '@open-wc/testing';

import type { Downloaded, Downloads } from '../../src/files/downloads.js';
import { refuseCollisions } from '../../src/files/file-paths.js';
import { loadProject } from '../../src/files/load-project.js';
import { parseManifest, type Manifest } from '../../src/files/manifest.js';
import { findMain, withoutTopFolder } from '../../src/files/project.js';
import { WebDashError, type ErrorCode } from '../../src/errors.js';
import { appPath } from '../../src/kernel/file-system/app-path.js';
import type { AppFile } from '../../src/kernel/protocol.js';

function filesAt(...paths: string[]): AppFile[] {
  return paths.map((path) => ({ path, content: new Uint8Array() }));
}

/** The message of the error of that code. */
function refused(code: ErrorCode, attempt: () => unknown): string {
  try {
    attempt();
  } catch (error) {
    expect(error).to.be.instanceOf(WebDashError);
    expect(error).to.have.property('code', code);
    return (error as WebDashError).message;
  }
  throw new Error('Nothing was refused');
}

describe('the path of an app’s file', () => {
  it('has one form', () => {
    expect(appPath('./a//b/./c.py')).to.equal('a/b/c.py');
    expect(appPath('.hidden/...')).to.equal('.hidden/...');
  });

  it('is refused where it is none', () => {
    for (const path of ['', '.', '/', '..', 'a/..', '\0', 'a\\b', 'c:/x', 'ä'.repeat(128)]) {
      expect(() => appPath(path), path).to.throw();
    }
  });
});

describe('the files of an app', () => {
  it('may differ in case alone', () => {
    refuseCollisions(['a/b', 'A/b', 'a/B', 'ab']);
  });

  it('are refused where two want the same place', () => {
    expect(refused('source-invalid', () => refuseCollisions(['a', 'b', 'a']))).to.contain('"a"');
    const paths = ['assets/x/y.css', 'assets/x'];
    const message = refused('source-invalid', () => refuseCollisions(paths));
    expect(message).to.contain('"assets/x"').and.to.contain('"assets/x/y.css"');
  });
});

describe('the main file of a project', () => {
  it('has a usual name, or is the only one at the top', () => {
    expect(findMain(filesAt('main.py', 'app.py', 'z.py'), '')).to.equal('app.py');
    expect(findMain(filesAt('dashboard.py', 'setup.py', 'pages/app.py'), '')).to.equal(
      'dashboard.py',
    );
  });

  it('is missed by name', () => {
    const none = (): unknown => findMain(filesAt('src/app.py', 'readme.md'), 'it.zip');
    expect(refused('main-not-found', none)).to.contain('it.zip');
    const several = (): unknown => findMain(filesAt('one.py', 'two.py'), 'it.zip');
    expect(refused('main-ambiguous', several)).to.contain('one.py, two.py');
  });

  it('is at the top, when all of a project is in one folder', () => {
    const without = (files: readonly AppFile[], ...folders: string[]): string[] => {
      const project = withoutTopFolder({ files, folders });
      return [...project.files.map(({ path }) => path), ...project.folders];
    };
    const files = filesAt('x-main/app.py', 'x-main/a/b');
    expect(without(files)).to.deep.equal(['app.py', 'a/b']);
    expect(without(files, 'x-main', 'x-main/c')).to.deep.equal(['app.py', 'a/b', 'c']);
    expect(without(filesAt('x/app.py'), 'xy')).to.deep.equal(['x/app.py', 'xy']);
    expect(without(filesAt('x/app.py', 'xy'))).to.deep.equal(['x/app.py', 'xy']);
    expect(without(filesAt('app.py', 'x/y'))).to.deep.equal(['app.py', 'x/y']);
  });
});

describe('the main file of an app of one file', () => {
  it('has the name that its address has', async () => {
    const nameAt = async (address: string): Promise<string> => {
      const url = `https://example.org/apps/${address}`;
      const downloaded = { url, bytes: new TextEncoder().encode('app = 1'), type: '' };
      const get = (): Promise<Downloaded> => Promise.resolve(downloaded);
      return (await loadProject(url, { get } as unknown as Downloads)).filename;
    };
    expect(await nameAt('my_app.py?v=2#top')).to.equal('my_app.py');
    expect(await nameAt('m%C3%BC%20%23%25.py')).to.equal('mü #%.py');
    expect(await nameAt('a%2Fb.py')).to.equal('b.py');
    expect(await nameAt('100%.py')).to.equal('100%.py');
    expect(await nameAt('raw/')).to.equal('app.py');
  });
});

describe('the manifest of an app', () => {
  const url = 'https://example.org/apps/it/manifest.json';

  function parse(json: unknown): Manifest {
    const text = typeof json === 'string' ? json : JSON.stringify(json);
    return parseManifest({ url, bytes: new TextEncoder().encode(text), type: 'application/json' });
  }

  it('lists files, archives and requirements', () => {
    const manifest = parse({
      main: 'src/app.py',
      files: [
        'utils.py',
        'a b#1.txt',
        { name: 'big.csv', url: '/data/big.csv', lazy: true },
        { name: 'note.txt', text: 'hello' },
      ],
      archives: ['assets.zip', { url: '../lib.tar.gz', path: 'lib' }],
      requirements: ['pandas>=2', './x.whl'],
    });
    const base = 'https://example.org/apps';
    expect(manifest).to.deep.equal({
      main: 'src/app.py',
      files: [
        { path: 'src/app.py', url: `${base}/it/src/app.py`, text: '', lazy: false },
        { path: 'utils.py', url: `${base}/it/utils.py`, text: '', lazy: false },
        { path: 'a b#1.txt', url: `${base}/it/a%20b%231.txt`, text: '', lazy: false },
        { path: 'big.csv', url: 'https://example.org/data/big.csv', text: '', lazy: true },
        { path: 'note.txt', url: null, text: 'hello', lazy: false },
      ],
      archives: [
        { url: `${base}/it/assets.zip`, path: '' },
        { url: `${base}/lib.tar.gz`, path: 'lib' },
      ],
      requirements: 'pandas>=2\n./x.whl',
    });
  });

  it('may leave out all but one list', () => {
    expect(parse({ files: ['app.py'] })).to.include({ main: null, requirements: '' });
  });

  it('is refused with what is wrong in it', () => {
    const cases: [json: unknown, part: string][] = [
      ['{', 'not JSON'],
      [[], 'not an object'],
      [{ file: [] }, '"file"'],
      [{ files: 'app.py' }, '"files"'],
      [{ files: [1] }, '"files"'],
      [{ files: [{ name: 'a', uri: 'b' }] }, '"uri"'],
      [{ files: [{ name: 'a', lazy: 'yes' }] }, '"lazy"'],
      [{ requirements: 'pandas' }, '"requirements"'],
      [{ archives: [{ path: 'x' }] }, '"url"'],
    ];
    for (const [json, part] of cases) {
      const message = refused('manifest-invalid', () => parse(json));
      expect(message).to.contain(url).and.to.contain(part);
    }
    refused('source-invalid', () => parse({ files: ['../app.py'] }));
  });
});
