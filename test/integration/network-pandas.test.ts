import { expect } from '@open-wc/testing';

import { startServer, type TestServer } from '../helpers/commands.js';
import { load } from './fixture.js';
import { PythonShell } from './python-shell.js';

describe('pandas', () => {
  let server: TestServer;
  let shell: PythonShell;

  before(async () => {
    server = await startServer();
    await load();
    shell = await PythonShell.open({
      attributes: { 'pyodide-url': '/pyodide-0.27.7/', requirements: 'pandas' },
    });
    await shell.run(`import pandas; base = "${server.origin}/outside"`);
  });
  after(async () => {
    shell.close();
    await server.kill();
  });

  for (const file of ['table.csv', 'gzip.csv', 'redirect?to=/outside/table.csv']) {
    it(`reads a table at an address: ${file}`, async () => {
      const code = `result = pandas.read_csv(f"{base}/${file}").values.tolist()`;
      expect(await shell.run(code)).to.deep.equal([
        ['Lisbon', 545000],
        ['Oslo', 709000],
      ]);
    });
  }

  it('raises what urllib raises', async () => {
    const { error, message } = await shell.exception('pandas.read_csv(f"{base}/status?code=404")');
    expect(error).to.equal('urllib.error.HTTPError');
    expect(message).to.contain('404');
  });
});
