import { expect } from '@open-wc/testing';

import { startServer, type TestServer } from '../helpers/commands.js';
import { insert, load, shownFailure } from './fixture.js';
import { HTTPX, PythonShell } from './python-shell.js';

describe('the proxy of an element', () => {
  let closed: TestServer;
  let proxy: TestServer;

  before(async () => {
    closed = await startServer({ cors: false });
    proxy = await startServer();
    await load();
  });
  after(async () => {
    await closed.kill();
    await proxy.kill();
  });

  for (const [form, written] of [
    ['a prefix', '/outside/proxy?url='],
    ['a template', '/outside/proxy?first=1&url={url}&last=1'],
  ] as const) {
    it(`brings what other origins keep to themselves: ${form}`, async () => {
      const shell = await PythonShell.open({
        attributes: { proxy: `${proxy.origin}${written}`, requirements: HTTPX },
      });
      const result = await shell.run(`
        import requests, urllib.request, httpx
        from pyodide.http import open_url
        address = "${closed.origin}/outside/table.csv?a=1&b=2"
        result = [requests.get(address).text, requests.get(address).url == address,
                  urllib.request.urlopen(address).read().decode(), httpx.get(address).text,
                  open_url(address).read()]
      `);
      const table = 'city,people\nLisbon,545000\nOslo,709000\n';
      expect(result).to.deep.equal([table, true, table, table, table]);
      expect(await closed.requests()).to.include('/outside/table.csv?a=1&b=2');
      shell.close();
    });
  }

  it('is relative to the page, and has nothing to do with the page’s own origin', async () => {
    const shell = await PythonShell.open({ attributes: { proxy: '/outside/proxy?url=' } });
    const before = (await proxy.requests()).length;
    const result = await shell.run(`
      import requests
      result = [requests.get("${closed.origin}/outside/table.csv").status_code,
                requests.get("${location.origin}/outside/echo").json()["query"]]
    `);
    expect(result).to.deep.equal([200, {}]);
    expect(await proxy.requests()).to.have.length(before);
    shell.close();
  });

  it('is one app’s alone', async () => {
    const attributes = { proxy: `${proxy.origin}/outside/proxy?url=` };
    const [behind, direct] = await Promise.all([
      PythonShell.open({ attributes }),
      PythonShell.open(),
    ]);
    const code = `import requests; result = requests.get("${closed.origin}/outside/table.csv").ok`;
    const [result, { error }] = await Promise.all([behind.run(code), direct.exception(code)]);
    expect(result).to.equal(true);
    expect(error).to.equal('requests.exceptions.ConnectionError');
    behind.close();
    direct.close();
  });

  it('that has no address is an error', async () => {
    const element = insert({ code: 'pass', attributes: { proxy: 'https://' } });
    expect(await shownFailure(element, 'proxy-invalid')).to.contain('https:// is no address.');
    element.remove();
  });
});
