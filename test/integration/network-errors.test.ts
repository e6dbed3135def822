import { expect } from '@open-wc/testing';

import { startServer, type TestServer } from '../helpers/commands.js';
import { load, loadFrom } from './fixture.js';
import { HTTPX, PythonShell } from './python-shell.js';

describe('an error of a request of Python’s', () => {
  let open: TestServer;
  let closed: TestServer;
  let shell: PythonShell;

  before(async () => {
    open = await startServer();
    closed = await startServer({ cors: false });
    await load();
    shell = await PythonShell.open({ attributes: { requirements: HTTPX } });
    await shell.run(`
      import asyncio, socket, requests, urllib3, urllib.request, httpx
      closed, open_ = "${closed.origin}/outside", "${open.origin}/outside"
    `);
  });
  after(async () => {
    shell.close();
    await open.kill();
    await closed.kill();
  });

  /** The sentence for a server that doesn't allow this page to read its table. */
  const refusal = (): string =>
    `GET ${closed.origin}/outside/table.csv: ${closed.origin} does not allow pages of ` +
    `${location.origin} to read this (CORS). Have the server answer with ` +
    `Access-Control-Allow-Origin: ${location.origin}; or put the file beside the page; or name a ` +
    'server that passes requests on, in the proxy attribute of <web-dash>.';

  for (const [code, kind] of [
    ['requests.get(f"{closed}/table.csv")', 'requests.exceptions.ConnectionError'],
    ['urllib.request.urlopen(f"{closed}/table.csv")', 'urllib.error.URLError'],
    [
      'urllib3.request("GET", f"{closed}/table.csv", retries=False)',
      'urllib3.exceptions.NewConnectionError',
    ],
    ['httpx.get(f"{closed}/table.csv")', 'httpx.ConnectError'],
    [
      'from pyodide.http import open_url; open_url(f"{closed}/table.csv")',
      'webdash.network.messages.NoResponseError',
    ],
    [
      'from pyodide.http import pyfetch; asyncio.run(pyfetch(f"{closed}/table.csv"))',
      /^pyodide\.http\.(_exceptions\.)?AbortError$/,
    ],
  ] as const) {
    it(`says of a refusal by the server what can be done: ${code}`, async () => {
      const { error, message } = await shell.exception(code);
      expect(error).to.match(new RegExp(kind));
      expect(message).to.contain(refusal());
    });
  }

  it('names what a server would have to allow besides', async () => {
    const { message } = await shell.exception(`
      requests.put(f"{closed}/echo", json={}, headers={"X-Own": "1"})
    `);
    expect(message)
      .to.contain('Access-Control-Allow-Methods: PUT')
      .and.to.contain('Access-Control-Allow-Headers: content-type, x-own;');
  });

  it('tells a server that is not there from one that refuses', async () => {
    const { message } = await shell.exception('requests.get("http://localhost:1/x")');
    expect(message).to.contain('GET http://localhost:1/x: the server cannot be reached.');
    expect(message).not.to.contain('CORS');
  });

  it('is told where a response breaks off', async () => {
    const { error, message } = await shell.exception('requests.get(f"{open_}/broken")');
    expect(error).to.equal('requests.exceptions.ChunkedEncodingError');
    expect(message).to.contain('the connection ended before the response did');
  });

  it('is a timeout where a part of the body takes too long', async () => {
    const { error } = await shell.exception('requests.get(f"{open_}/parts?ms=20000", timeout=0.3)');
    expect(error).to.equal('requests.exceptions.ConnectionError');
  });

  it('says that a browser sends no body with GET', async () => {
    const { message } = await shell.exception('requests.get(f"{open_}/echo", data="x")');
    expect(message).to.contain(
      'the browser does not send such a request (a GET request with a body)',
    );
  });

  for (const [code, kind] of [
    ['socket.create_connection(("db.example.org", 5432))', 'builtins.OSError'],
    ['socket.socket().connect(("db.example.org", 5432))', 'builtins.OSError'],
    ['import smtplib; smtplib.SMTP("db.example.org", 5432)', 'builtins.OSError'],
    ['import ftplib; ftplib.FTP().connect("db.example.org", 5432)', 'builtins.OSError'],
    ['asyncio.run(asyncio.open_connection("db.example.org", 5432))', 'builtins.OSError'],
  ] as const) {
    it(`says that there are no sockets: ${code}`, async () => {
      const { error, message } = await shell.exception(code);
      expect(error).to.equal(kind);
      expect(message).to.equal(
        'A browser gives Python no sockets, so it cannot connect to db.example.org:5432. ' +
          'HTTP(S) requests work: use requests, urllib or httpx.',
      );
    });
  }

  it('lets other apps be asked meanwhile', async () => {
    const other = await PythonShell.open();
    let slow = false;
    const waiting = shell
      .run('result = requests.get(f"{open_}/slow?ms=3000").text')
      .finally(() => (slow = true));
    expect(await other.run('result = 1')).to.equal(1);
    expect(slow).to.equal(false);
    expect(await waiting).to.equal('at last');
    other.close();
  });
});

describe('an error of a request of Python’s, without JSPI', () => {
  it('names both causes that the browser does not tell apart', async () => {
    const closed = await startServer({ cors: false });
    await loadFrom('/fault/jspiless/web-dash-kernel.js/dist/', 'blocking-dash');
    const shell = await PythonShell.open({ tag: 'blocking-dash' });
    const { error, message } = await shell.exception(
      `import requests; requests.get("${closed.origin}/outside/table.csv")`,
    );
    expect(error).to.equal('requests.exceptions.ConnectionError');
    expect(message)
      .to.contain(`the server cannot be reached, or ${closed.origin} does not allow pages of `)
      .and.to.contain('the proxy attribute of <web-dash>');
    shell.close();
    await closed.kill();
  });
});
