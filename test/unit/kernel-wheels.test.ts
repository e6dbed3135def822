import { expect } from '@open-wc/testing';
import { zipSync } from 'fflate';

import type { WebDashError } from '../../src/errors.js';
import { ByteCount } from '../../src/kernel/download.js';
import { loadWheel } from '../../src/kernel/wheels.js';

const EMPTY = new Uint8Array();
const addresses: string[] = [];

afterEach(() => {
  for (const address of addresses.splice(0)) URL.revokeObjectURL(address);
});

/** The address of a wheel that holds files of these paths. */
function wheel(...paths: string[]): string {
  const files = ['pkg-1.0.dist-info/WHEEL', ...paths].map((path) => [path, EMPTY] as const);
  const zip = zipSync(Object.fromEntries(files));
  const address = URL.createObjectURL(new Blob([zip]));
  addresses.push(address);
  return address;
}

const load = (url: string): Promise<Map<string, Uint8Array>> =>
  loadWheel(url, new ByteCount(() => undefined));

describe('loadWheel', () => {
  it('puts files where an installer does', async () => {
    const files = await load(
      wheel('pkg/a.py', 'pkg-1.0.data/purelib/b.py', 'pkg-1.0.data/scripts/c'),
    );
    expect([...files.keys()]).to.have.members(['pkg-1.0.dist-info/WHEEL', 'pkg/a.py', 'b.py']);
  });

  for (const path of [
    '/home/pyodide/apps/a/app.py',
    '../../../../home/x.py',
    'pkg/../../x.py',
    'pkg-1.0.data/purelib/../../x.py',
    'pkg-1.0.data/platlib//x.py',
  ]) {
    it(`refuses a wheel that would write ${path}`, async () => {
      const url = wheel(path);
      const error = await load(url).then(
        () => undefined,
        (reason: unknown) => reason as WebDashError,
      );
      expect(error).to.include({ code: 'package-invalid', detail: url });
    });
  }
});
