import { expect } from '@open-wc/testing';

import {
  COUNTER,
  insert,
  load,
  loadFrom,
  offersRetry,
  read,
  retry,
  shownFailure,
  until,
  type WebDashElement,
} from './fixture.js';
import { PYODIDE_LINES } from '../../src/kernel/pyodide/pyodide-lines.js';
import { PACK } from '../helpers/runtime-location.js';
import { makeNone } from './kept-snapshots.js';

/** Addresses of `/dist/` with one fault; see `test/runner/site.mjs`. */
const faulty = (kind: string, file: string): string =>
  `/fault/${kind}/${encodeURIComponent(file)}/dist/`;

describe('an element whose runtime is not whole', () => {
  let element: WebDashElement;

  before(makeNone);
  before(load);
  afterEach(() => element.remove());

  it('names a missing file, fails again while it is missing, and starts from elsewhere', async () => {
    const folder = `${faulty('missing', `${PACK}/stdlib.pack`)}runtime/`;
    element = insert({ attributes: { src: COUNTER, 'runtime-url': folder } });
    const text = await shownFailure(element, 'runtime-not-found');
    expect(text)
      .to.contain(`${folder}${PYODIDE_LINES[0].version}/stdlib.pack`)
      .and.to.contain('404');
    let failures = 0;
    element.addEventListener('error', () => failures++);
    retry(element);
    await until(() => failures === 1, 'the retry fails');
    await shownFailure(element, 'runtime-not-found');
    element.runtimeURL = '/dist/runtime';
    await element.ready;
    await read(element, 'count', 'pressed 0 times');
  });

  it('names a damaged file', async () => {
    const folder = `${faulty('corrupt', 'pyodide/pyodide.asm.mjs')}pyodide/`;
    element = insert({ attributes: { src: COUNTER, 'pyodide-url': folder } });
    const text = await shownFailure(element, 'runtime-corrupt');
    expect(text).to.contain(`${folder}pyodide.asm.mjs`);
    expect(offersRetry(element)).to.be.true;
  });

  it('names a folder that is none', async () => {
    element = insert({ attributes: { src: COUNTER, 'runtime-url': '/nowhere/' } });
    const text = await shownFailure(element, 'runtime-not-found');
    expect(text).to.contain('/nowhere/').and.to.contain('runtime-url');
  });

  it('names a missing worker script', async () => {
    await loadFrom(faulty('missing', 'web-dash-kernel.js'), 'workerless-dash');
    element = insert({ tag: 'workerless-dash', attributes: { src: COUNTER } });
    expect(await shownFailure(element, 'runtime-not-found')).to.contain('web-dash-kernel.js');
  });
});
