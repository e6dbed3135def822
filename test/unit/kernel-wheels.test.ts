import { expect } from '@open-wc/testing';
import { gzipSync, strFromU8, strToU8, zipSync } from 'fflate';
import { packTar } from 'modern-tar';

import type { WebDashError } from '../../src/errors.js';
import { packageMetadata, unpackLibrary, unpackPackage } from '../../src/kernel/packages/wheels.js';

const URL = 'https://example.org/pkg-1.0-py3-none-any.whl';
const EMPTY = new Uint8Array();

type Bytes = Uint8Array<ArrayBuffer>;

/** A wheel that holds files of these paths. */
function wheel(...paths: string[]): Bytes {
  const files = ['pkg-1.0.dist-info/METADATA', ...paths].map((path) => [path, EMPTY] as const);
  return zip(Object.fromEntries(files));
}

function zip(files: Readonly<Record<string, Uint8Array>>): Bytes {
  return new Uint8Array(zipSync(files));
}

/** A source archive of these files below its folder. */
async function source(files: Readonly<Record<string, string>>): Promise<Bytes> {
  const described = { 'PKG-INFO': 'Metadata-Version: 1.1\nName: my-pkg\nVersion: 1.0\n', ...files };
  const entries = Object.entries(described).map(([path, body]) => ({
    header: { name: `my-pkg-1.0/${path}`, size: strToU8(body).length },
    body,
  }));
  return new Uint8Array(gzipSync(await packTar(entries)));
}

async function failure(run: () => unknown): Promise<WebDashError | undefined> {
  try {
    await run();
  } catch (error) {
    return error as WebDashError;
  }
  return undefined;
}

describe('a wheel', () => {
  it('puts files where an installer does', async () => {
    const files = await unpackPackage(
      wheel('pkg/a.py', 'pkg-1.0.data/purelib/b.py', 'pkg-1.0.data/scripts/c'),
      URL,
    );
    expect([...files.keys()]).to.have.members(['pkg-1.0.dist-info/METADATA', 'pkg/a.py', 'b.py']);
  });

  it('tells what it requires', async () => {
    const bytes = zip({ 'pkg-1.0.dist-info/METADATA': strToU8('Requires-Dist: dep') });
    expect(await packageMetadata(bytes, URL)).to.equal('Requires-Dist: dep');
  });

  for (const path of [
    '/home/pyodide/apps/a/app.py',
    '../../../../home/x.py',
    'pkg/../../x.py',
    'pkg-1.0.data/purelib/../../x.py',
    'pkg-1.0.data/platlib//x.py',
  ]) {
    it(`is refused if it would write ${path}`, async () => {
      const error = await failure(() => unpackPackage(wheel(path), URL));
      expect(error).to.include({ code: 'package-invalid', detail: URL });
    });
  }

  it('is refused if it has not come as a whole', async () => {
    const bytes = wheel('pkg/a.py');
    for (const unpack of [unpackPackage, unpackLibrary, packageMetadata]) {
      const error = await failure(() => unpack(bytes.subarray(0, bytes.length - 30), URL));
      expect(error).to.include({ code: 'package-invalid', detail: URL });
    }
  });

  it('is refused if it is another archive', async () => {
    const bytes = zip({ 'a.py': EMPTY });
    for (const unpack of [unpackPackage, packageMetadata]) {
      expect(await failure(() => unpack(bytes, URL))).to.include({ code: 'package-invalid' });
    }
  });
});

describe('a source archive', () => {
  it('is installed as the wheel that would be built of it', async () => {
    const bytes = await source({
      'setup.py': '',
      'my_pkg.egg-info/top_level.txt': 'my_pkg\nmy_other\n',
      'my_pkg.egg-info/requires.txt': 'dep\n\n[more:os_name == "posix"]\nother>=1\n',
      'my_pkg.egg-info/entry_points.txt': '[dash_hooks]\nx = my_pkg\n',
      'my_pkg/__init__.py': 'NAME = 1',
      'my_pkg/deep/bundle.js': '',
      'my_other.py': '',
      'tests/test_it.py': '',
    });
    const files = await unpackPackage(bytes, URL);
    expect([...files.keys()]).to.have.members([
      'my_pkg/__init__.py',
      'my_pkg/deep/bundle.js',
      'my_other.py',
      'my_pkg-1.0.dist-info/METADATA',
      'my_pkg-1.0.dist-info/entry_points.txt',
    ]);
    const init = files.get('my_pkg/__init__.py') ?? EMPTY;
    expect(strFromU8('unpack' in init ? init.unpack() : init)).to.equal('NAME = 1');
    const metadata = await packageMetadata(bytes, URL);
    expect(metadata).to.contain('Name: my-pkg\n');
    expect(metadata).to.contain('Requires-Dist: dep\n');
    const conditional = 'Requires-Dist: other>=1 ; extra == "more" and (os_name == "posix")\n';
    expect(metadata).to.contain(conditional);
  });

  it('has the modules of its name where no tool has named any', async () => {
    const info = 'Name: my-pkg\nVersion: 1.0\nRequires-Dist: dep\n';
    for (const folder of ['', 'src/']) {
      const bytes = await source({ 'PKG-INFO': info, [`${folder}my_pkg/__init__.py`]: '' });
      const files = await unpackPackage(bytes, URL);
      expect([...files.keys()]).to.have.members([
        'my_pkg/__init__.py',
        'my_pkg-1.0.dist-info/METADATA',
      ]);
    }
  });

  it('is refused if it has to be built otherwise', async () => {
    const modules = { 'my_pkg/__init__.py': '', 'my_pkg.egg-info/top_level.txt': 'my_pkg\n' };
    for (const more of [
      { 'my_pkg/fast.pyx': '' },
      { 'my_pkg.egg-info/top_level.txt': 'my_pkg\n_my_pkg\n' },
    ]) {
      const bytes = await source({ ...modules, ...more });
      const error = await failure(() => unpackPackage(bytes, URL));
      expect(error).to.include({ code: 'package-unavailable', detail: URL });
      expect(error?.message).to.contain('it has to be built');
    }
  });

  it('is refused if it is damaged, or another archive', async () => {
    const bytes = await source({ 'my_pkg/__init__.py': '' });
    for (const wrong of [
      bytes.subarray(0, bytes.length - 20),
      await source({ 'PKG-INFO': '' }),
      await source({ 'my_pkg/__init__.py': '', 'my_pkg/../../x.py': '' }),
    ]) {
      const error = await failure(() => unpackPackage(wrong, URL));
      expect(error).to.include({ code: 'package-invalid', detail: URL });
    }
  });
});
