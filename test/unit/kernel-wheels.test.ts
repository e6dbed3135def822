import { expect } from '@open-wc/testing';
import { strToU8, zipSync } from 'fflate';

import type { WebDashError } from '../../src/errors.js';
import { unpackLibrary, unpackWheel, wheelMetadata } from '../../src/kernel/packages/wheels.js';

const URL = 'https://example.org/pkg-1.0-py3-none-any.whl';
const EMPTY = new Uint8Array();

/** A wheel that holds files of these paths. */
function wheel(...paths: string[]): Uint8Array {
  const files = ['pkg-1.0.dist-info/WHEEL', ...paths].map((path) => [path, EMPTY] as const);
  return zipSync(Object.fromEntries(files));
}

function failure(run: () => unknown): WebDashError | undefined {
  try {
    run();
  } catch (error) {
    return error as WebDashError;
  }
  return undefined;
}

describe('a wheel', () => {
  it('puts files where an installer does', () => {
    const files = unpackWheel(
      wheel('pkg/a.py', 'pkg-1.0.data/purelib/b.py', 'pkg-1.0.data/scripts/c'),
      URL,
    );
    expect([...files.keys()]).to.have.members(['pkg-1.0.dist-info/WHEEL', 'pkg/a.py', 'b.py']);
  });

  it('tells what it requires', () => {
    const bytes = zipSync({ 'pkg-1.0.dist-info/METADATA': strToU8('Requires-Dist: dep') });
    expect(wheelMetadata(bytes, URL)).to.equal('Requires-Dist: dep');
  });

  for (const path of [
    '/home/pyodide/apps/a/app.py',
    '../../../../home/x.py',
    'pkg/../../x.py',
    'pkg-1.0.data/purelib/../../x.py',
    'pkg-1.0.data/platlib//x.py',
  ]) {
    it(`is refused if it would write ${path}`, () => {
      const error = failure(() => unpackWheel(wheel(path), URL));
      expect(error).to.include({ code: 'package-invalid', detail: URL });
    });
  }

  it('is refused if it has not come as a whole', () => {
    const bytes = wheel('pkg/a.py');
    for (const unpack of [unpackWheel, unpackLibrary, wheelMetadata]) {
      const error = failure(() => unpack(bytes.subarray(0, bytes.length - 30), URL));
      expect(error).to.include({ code: 'package-invalid', detail: URL });
    }
  });

  it('is refused if it is another archive', () => {
    const bytes = zipSync({ 'a.py': EMPTY });
    expect(failure(() => unpackWheel(bytes, URL))).to.include({ code: 'package-invalid' });
    expect(failure(() => wheelMetadata(bytes, URL))).to.include({ code: 'package-invalid' });
  });
});
