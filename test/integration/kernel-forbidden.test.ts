import { expect } from '@open-wc/testing';

import type { WebDashError } from '../../src/errors.js';
import { Kernel } from '../../src/kernel/kernel.js';
import { openPage, startServer, type TestServer } from '../helpers/commands.js';
import { locationBelow } from '../helpers/runtime-location.js';

/** Boots a kernel on a page of that Content-Security-Policy; the code of the error, or `"booted"`. */
async function bootUnder(policy: string, base: string): Promise<unknown> {
  const page = await openPage(`${location.origin}/page?csp=${encodeURIComponent(policy)}`);
  try {
    return await page.evaluate(`
      import('/src/kernel/kernel.ts').then(({ Kernel }) =>
        Kernel.for('default', ${JSON.stringify(locationBelow(base))}).boot().then(() => 'booted', ({ code }) => code))`);
  } finally {
    await page.close();
  }
}

describe('a kernel under a Content-Security-Policy', () => {
  let server: TestServer;
  before(async () => {
    server = await startServer();
  });
  after(() => server.kill());

  it('needs no permission but for its own files when they are of the page’s origin', async () => {
    const policy = "default-src 'none'; script-src 'self'; worker-src 'self'; connect-src 'self'";
    expect(await bootUnder(policy, location.origin)).to.equal('booted');
  });

  it('says when workers are forbidden', async () => {
    const policy = "script-src 'self'; worker-src 'none'";
    expect(await bootUnder(policy, location.origin)).to.equal('worker-forbidden');
  });

  it('says when blob workers are forbidden, which files of another origin need', async () => {
    const policy = `script-src 'self' ${server.origin}; worker-src 'self'`;
    expect(await bootUnder(policy, server.origin)).to.equal('worker-forbidden');
  });

  it('says when WebAssembly is forbidden', async () => {
    const policy = `script-src 'self' blob: ${server.origin}; worker-src blob: ${server.origin}`;
    expect(await bootUnder(policy, server.origin)).to.equal('wasm-forbidden');
  });

  it('boots from another origin with what the messages ask for', async () => {
    const policy = `script-src 'self' 'wasm-unsafe-eval' ${server.origin}; worker-src blob: ${server.origin}`;
    expect(await bootUnder(policy, server.origin)).to.equal('booted');
  });
});

describe('a kernel in a browser without WebAssembly', () => {
  it('says so', async () => {
    const blobs: string[] = [];
    const moduleOf = (code: string): string => {
      const url = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
      blobs.push(url);
      return url;
    };
    const without = moduleOf('delete self.WebAssembly');
    const { origin } = location;
    const workerURL = moduleOf(`import '${without}'; import '${origin}/dist/web-dash-kernel.js';`);
    const kernel = Kernel.for('without', { ...locationBelow(origin), workerURL });
    const code = await kernel.boot().then(
      () => 'booted',
      (error: unknown) => (error as WebDashError).code,
    );
    expect(code).to.equal('wasm-unavailable');
    for (const url of blobs) URL.revokeObjectURL(url);
  });
});
