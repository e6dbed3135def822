import { expect } from '@open-wc/testing';

import { startServer, type TestServer } from '../helpers/commands.js';
import { loadFrom } from './fixture.js';
import { HTTPX, PythonShell } from './python-shell.js';

/** Python waits for promises where the browser has JSPI, and blocks the worker elsewhere. */
const WAYS = [
  { name: 'waiting', tag: 'waiting-dash', dist: '/dist/', attributes: {} },
  {
    name: 'blocking',
    tag: 'blocking-dash',
    dist: '/fault/jspiless/web-dash-kernel.js/dist/',
    attributes: {},
  },
  {
    name: 'waiting on Pyodide 0.27',
    tag: 'older-dash',
    dist: '/dist/',
    attributes: { 'pyodide-url': '/pyodide-0.27.7/', kernel: 'older' },
  },
];

for (const { name, tag, dist, attributes } of WAYS) {
  describe(`HTTP from Python, ${name}`, () => {
    let server: TestServer;
    let shell: PythonShell;

    before(async () => {
      server = await startServer();
      await loadFrom(dist, tag);
      shell = await PythonShell.open({ tag, attributes: { ...attributes, requirements: HTTPX } });
      await shell.run(`base = "${server.origin}/outside"; import requests, urllib3, httpx`);
    });
    after(async () => {
      shell.close();
      await server.kill();
    });

    it(`is what Python does here: ${name}`, async () => {
      const result = await shell.run('import pyodide.ffi; result = pyodide.ffi.can_run_sync()');
      expect(result).to.equal(name !== 'blocking');
    });

    it('requests: sends query, headers and forms, and reads JSON', async () => {
      const result = (await shell.run(`
        response = requests.post(f"{base}/echo", params={"a": "ä b"}, data={"x": "1"}, headers={"X-Own": "yes"})
        response.raise_for_status()
        result = response.json()
      `)) as Echo;
      expect(result.method).to.equal('POST');
      expect(result.query).to.deep.equal({ a: 'ä b' });
      expect(result.body).to.equal('x=1');
      expect(result.headers['x-own']).to.equal('yes');
      expect(result.headers['content-type']).to.equal('application/x-www-form-urlencoded');
    });

    it('requests: sends JSON, files and generators, by any method', async () => {
      const result = (await shell.run(`
        result = [
            requests.put(f"{base}/echo", json={"a": [1]}).json(),
            requests.post(f"{base}/echo", files={"f": ("a.txt", b"content")}).json(),
            requests.patch(f"{base}/echo", data=(part for part in [b"one,", b"two"])).json(),
            requests.delete(f"{base}/echo").json(),
        ]
      `)) as [Echo, Echo, Echo, Echo];
      expect(result.map(({ method }) => method)).to.deep.equal(['PUT', 'POST', 'PATCH', 'DELETE']);
      expect(JSON.parse(result[0].body)).to.deep.equal({ a: [1] });
      expect(result[1].headers['content-type']).to.match(/^multipart\/form-data; boundary=/);
      expect(result[1].body).to.contain('filename="a.txt"').and.to.contain('content');
      expect(result[2].body).to.equal('one,two');
    });

    it('requests: reads bytes, headers and parts', async () => {
      const result = await shell.run(`
        response = requests.get(f"{base}/bytes", stream=True)
        parts = b"".join(response.iter_content(100))
        result = [parts == bytes(range(256)), response.headers["X-Answer"], response.status_code, response.reason]
      `);
      expect(result).to.deep.equal([true, 'forty-two', 200, 'OK']);
    });

    it('requests: HEAD brings the length of what it does not bring', async () => {
      const result = await shell.run(`
        response = requests.head(f"{base}/bytes")
        result = [response.status_code, response.headers["Content-Length"], len(response.content)]
      `);
      expect(result).to.deep.equal([200, '256', 0]);
    });

    it('requests: an error status is a response', async () => {
      const { error, message } = await shell.exception(
        'requests.get(f"{base}/status?code=503").raise_for_status()',
      );
      expect(error).to.equal('requests.exceptions.HTTPError');
      expect(message).to.contain('503 Server Error: Service Unavailable');
    });

    it('requests: redirects are in the history, and can be left alone', async () => {
      const result = await shell.run(`
        address = f"{base}/redirect?to=/outside/bytes"
        response = requests.get(address)
        left = requests.get(address, allow_redirects=False)
        result = [response.url == f"{base}/bytes", len(response.content), [r.status_code for r in response.history],
                  left.status_code, left.headers["Location"] == f"{base}/bytes"]
      `);
      expect(result).to.deep.equal([true, 256, [302], 302, true]);
    });

    it('requests: a session logs in with its own adapter and without verifying', async () => {
      const result = await shell.run(`
        session = requests.Session()
        session.mount("http://", requests.adapters.HTTPAdapter(max_retries=3, pool_maxsize=2))
        session.auth = ("user", "secret")
        session.headers["X-Session"] = "kept"
        result = [session.get(f"{base}/private", verify=False).text,
                  requests.get(f"{base}/private").status_code,
                  session.get(f"{base}/echo").json()["headers"]["x-session"]]
      `);
      expect(result).to.deep.equal(['welcome', 401, 'kept']);
    });

    it('requests: a timeout is its own', async () => {
      const { error } = await shell.exception(
        'requests.get(f"{base}/slow?ms=20000", timeout=(3, 0.2))',
      );
      expect(error).to.equal('requests.exceptions.ReadTimeout');
    });

    it('requests: what is compressed comes decompressed', async () => {
      const result = await shell.run(`
        response = requests.get(f"{base}/gzip.csv")
        result = [response.text, response.headers.get("Content-Encoding")]
      `);
      expect(result).to.deep.equal(['city,people\nLisbon,545000\nOslo,709000\n', null]);
    });

    it('urllib.request: reads, posts, follows, and raises as ever', async () => {
      const result = await shell.run(`
        import json, socket, urllib.error, urllib.request
        with urllib.request.urlopen(f"{base}/redirect?to=/outside/table.csv") as response:
            lines = response.read().decode().splitlines()
            final = response.geturl() == f"{base}/table.csv"
        request = urllib.request.Request(f"{base}/echo", b"a=1", {"X-Own": "yes"}, method="PUT")
        echo = json.load(urllib.request.urlopen(request))
        try:
            urllib.request.urlopen(f"{base}/status?code=404")
        except urllib.error.HTTPError as error:
            status = [error.code, error.read().decode()]
        try:
            urllib.request.urlopen(f"{base}/slow?ms=20000", timeout=0.2)
        except TimeoutError as error:
            late = str(error)
        result = [len(lines), final, echo["method"], echo["body"], echo["headers"]["x-own"], status, late]
      `);
      const status = [404, 'status 404'];
      expect(result).to.deep.equal([3, true, 'PUT', 'a=1', 'yes', status, 'timed out']);
    });

    it('http.client: one connection makes several requests', async () => {
      const result = await shell.run(`
        import http.client
        from urllib.parse import urlsplit
        connection = http.client.HTTPConnection(urlsplit(base).netloc, timeout=10)
        result = []
        for method in ("GET", "POST"):
            connection.request(method, "/outside/echo", headers={"X-Own": method})
            result.append(json.load(connection.getresponse())["headers"]["x-own"])
        connection.close()
      `);
      expect(result).to.deep.equal(['GET', 'POST']);
    });

    it('urllib3: pools, fields and timeouts', async () => {
      const result = await shell.run(`
        http = urllib3.PoolManager(headers={"X-Own": "yes"})
        echo = http.request("POST", f"{base}/echo", fields={"a": "1"}).json()
        raw = http.request("GET", f"{base}/bytes", preload_content=False)
        result = [echo["headers"]["x-own"], "name=\\"a\\"" in echo["body"], len(raw.read()), raw.status]
        try:
            http.request("GET", f"{base}/slow?ms=20000", timeout=0.2, retries=False)
        except urllib3.exceptions.ReadTimeoutError:
            result.append("late")
      `);
      expect(result).to.deep.equal(['yes', true, 256, 200, 'late']);
    });

    it('httpx: a client sends, reads, follows, and raises its own exceptions', async () => {
      const result = await shell.run(`
        with httpx.Client(base_url=base, headers={"X-Own": "yes"}, auth=("user", "secret")) as client:
            echo = client.post("/echo", json={"a": 1}).json()
            left = client.get("/redirect", params={"to": "/outside/bytes"})
            followed = client.get("/redirect", params={"to": "/outside/bytes"}, follow_redirects=True)
            with client.stream("GET", "/table.csv") as response:
                lines = list(response.iter_lines())
            result = [echo["headers"]["x-own"], echo["body"], left.status_code, len(followed.content),
                      str(followed.url) == f"{base}/bytes", len(lines), client.get("/private").text]
            try:
                client.get("/slow?ms=20000", timeout=0.2)
            except httpx.ReadTimeout:
                result.append("late")
      `);
      expect(result).to.deep.equal(['yes', '{"a":1}', 302, 256, true, 3, 'welcome', 'late']);
    });

    it('httpx: an asynchronous client waits for several responses at once', async () => {
      await shell.run(`
        import asyncio, time
        told = []
        async def ask():
            async with httpx.AsyncClient(base_url=base) as client:
                start = time.monotonic()
                responses = await asyncio.gather(*(client.get(f"/slow?ms=2000&n={n}") for n in range(3)))
                told.append([r.text for r in responses])
                told.append(time.monotonic() - start < 4)
                try:
                    await client.get("/slow?ms=20000", timeout=0.2)
                except httpx.ReadTimeout:
                    told.append("late")
                async with client.stream("GET", "/parts?ms=10") as response:
                    told.append([line async for line in response.aiter_lines()])
        task = asyncio.ensure_future(ask())
      `);
      let told: unknown = [];
      while ((told as unknown[]).length < 4) {
        told = await shell.run('task.done() and task.result(); result = told');
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      const texts = Array<string>(3).fill('at last');
      expect(told).to.deep.equal([texts, true, 'late', ['first', 'second']]);
    });

    it('threads ask at the same time where Python can wait', async () => {
      const result = (await shell.run(`
        import time
        from concurrent.futures import ThreadPoolExecutor
        start = time.monotonic()
        with ThreadPoolExecutor(3) as pool:
            texts = list(pool.map(lambda n: requests.get(f"{base}/slow?ms=2000&n={n}").text, range(3)))
        result = [texts, time.monotonic() - start]
      `)) as [string[], number];
      expect(result[0]).to.deep.equal(['at last', 'at last', 'at last']);
      if (name !== 'blocking') expect(result[1]).to.be.below(4);
    });

    it('pyodide.http: text at once, and a promised response', async () => {
      await shell.run(`
        from pyodide.http import open_url, pyfetch
        text = open_url(f"{base}/table.csv").read()
        fetched = []
        async def ask():
            response = await pyfetch(f"{base}/echo", method="POST", body="sent")
            fetched.append((await response.json())["body"])
        task = asyncio.ensure_future(ask())
      `);
      let fetched: unknown = [];
      while ((fetched as unknown[]).length < 1) {
        fetched = await shell.run('task.done() and task.result(); result = fetched');
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      expect(fetched).to.deep.equal(['sent']);
      expect(await shell.run('result = text.splitlines()[1]')).to.equal('Lisbon,545000');
    });

    it('relative addresses are those of the page', async () => {
      const text = 'result = open_url("/outside/table.csv").readline()';
      expect(await shell.run(text)).to.equal('city,people\n');
    });

    it('an https address needs nothing but the browser', async () => {
      const { error, message } = await shell.exception(
        'import requests; requests.get("https://localhost:1/data.json", timeout=30)',
      );
      expect(error).to.equal('requests.exceptions.ConnectionError');
      expect(message).to.contain('GET https://localhost:1/data.json: the server cannot be reached');
      const opened = await shell.exception('urllib.request.urlopen("https://localhost:1/")');
      expect(opened.error).to.equal('urllib.error.URLError');
    });
  });
}

interface Echo {
  readonly method: string;
  readonly query: Record<string, string>;
  readonly headers: Record<string, string>;
  readonly body: string;
}
