import { expect } from '@open-wc/testing';

import type { WebDashError } from '../../src/errors.js';
import { kernelLocation, type RuntimeFolders } from '../../src/kernel-location.js';
import { PYODIDE_LINES } from '../../src/kernel/pyodide/pyodide-lines.js';

const DIST = 'https://example.org/dist/';
const DEFAULTS: RuntimeFolders = {
  runtimeURL: null,
  pyodideURL: null,
  indexURL: null,
  mirror: null,
};

describe('the location of a kernel', () => {
  it('is dist/, with packages from the public host of the built-in Pyodide', () => {
    const { version } = PYODIDE_LINES[0];
    expect(kernelLocation(DIST, DEFAULTS)).to.deep.equal({
      workerURL: `${DIST}web-dash-kernel.js`,
      runtimeURL: `${DIST}runtime/`,
      pyodideURL: `${DIST}pyodide/`,
      pyodideVersion: version,
      packagesURL: `https://cdn.jsdelivr.net/pyodide/v${version}/full/`,
      indexURL: null,
    });
  });

  it('has core and packages in the folder that pyodide-url names, relative to the page', () => {
    const found = kernelLocation(DIST, { ...DEFAULTS, pyodideURL: '../pyodide' });
    const expected = new URL('../pyodide/', document.baseURI).href;
    expect(found).to.include({
      pyodideURL: expected,
      pyodideVersion: null,
      packagesURL: expected,
    });
    expect(found.runtimeURL).to.equal(`${DIST}runtime/`);
  });

  it('has the index that index-url names', () => {
    const indexURL = 'https://index.example.org/simple';
    const found = kernelLocation(DIST, { ...DEFAULTS, indexURL });
    expect(found.indexURL).to.equal(`${indexURL}/`);
  });

  it('is all in the mirror, but for its worker', () => {
    const mirror = 'https://mirror.example.org/web-dash';
    const { version } = PYODIDE_LINES[0];
    const pyodideURL = `${mirror}/pyodide/${version}/`;
    expect(kernelLocation(DIST, { ...DEFAULTS, mirror })).to.deep.equal({
      workerURL: `${DIST}web-dash-kernel.js`,
      runtimeURL: `${mirror}/runtime/`,
      pyodideURL,
      pyodideVersion: version,
      packagesURL: pyodideURL,
      indexURL: `${mirror}/simple/`,
    });
  });

  it('is where the author says, in spite of a mirror', () => {
    const named = {
      runtimeURL: 'https://a.example.org/',
      pyodideURL: 'https://b.example.org/',
      indexURL: 'https://c.example.org/',
    };
    const found = kernelLocation(DIST, { ...named, mirror: 'https://mirror.example.org/' });
    expect(found).to.include({ ...named, packagesURL: named.pyodideURL });
  });

  for (const name of ['runtimeURL', 'pyodideURL', 'indexURL', 'mirror'] as const) {
    it(`refuses a ${name} that is no address`, () => {
      let error: unknown;
      try {
        kernelLocation(DIST, { ...DEFAULTS, [name]: 'https://' });
      } catch (thrown) {
        error = thrown;
      }
      expect((error as WebDashError).code).to.equal('runtime-not-found');
      expect((error as WebDashError).message).to.contain('https:// is no address');
    });
  }
});
