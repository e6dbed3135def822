import { expect } from '@open-wc/testing';

import { ask, load, mount } from './fixture.js';

const THREADS = `
import asyncio, os, queue, threading, time
from concurrent.futures import ThreadPoolExecutor
from dash import Dash, html

app = Dash(__name__)
app.layout = html.Div()
`;

describe('threads of apps', () => {
  before(load);

  it('run while others wait', async () => {
    const app = await mount({
      code: `${THREADS}
mine = threading.local()

def slow(n):
    mine.value = n
    time.sleep(0.3)
    return n * mine.value

@app.server.get("/")
def index():
    pass

@app.server.get("/pool")
def pool():
    begin = time.monotonic()
    with ThreadPoolExecutor(5) as pool:
        squares = list(pool.map(slow, range(5)))
    return {"squares": squares, "at once": time.monotonic() - begin < 1.2}

@app.server.get("/join")
def join():
    seen, results = queue.Queue(), []
    def work(name):
        for _ in range(3):
            time.sleep(0.01)
            seen.put(name)
    threads = [threading.Thread(target=work, args=(name,)) for name in "ab"]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    while not seen.empty(): results.append(seen.get())
    return {"seen": sorted(results), "alive": [t.is_alive() for t in threads], "count": threading.active_count()}

@app.server.get("/async")
def to_thread():
    async def main():
        return await asyncio.gather(*(asyncio.to_thread(slow, n) for n in range(3)))
    return asyncio.run(main())
`,
    });
    expect(await json(app, '/pool')).to.deep.equal({ squares: [0, 1, 4, 9, 16], 'at once': true });
    expect(await json(app, '/join')).to.deep.equal({
      seen: ['a', 'a', 'a', 'b', 'b', 'b'],
      alive: [false, false],
      count: 1,
    });
    expect(await json(app, '/async')).to.deep.equal([0, 1, 4]);
  });

  it('may loop for ever, each in its own app, and end with it', async () => {
    const code = (name: string): string => `${THREADS}
os.environ["WHO"] = "${name}"
seen = []
def loop():
    while True:
        seen.append(os.environ["WHO"])
        print("${name} looks")
        time.sleep(0.02)
threading.Thread(target=loop, daemon=True).start()
app.server.get("/seen")(lambda: seen)
`;
    const [a, b] = await Promise.all([mount({ code: code('a') }), mount({ code: code('b') })]);
    await settle();
    for (const [app, name] of [
      [a, 'a'],
      [b, 'b'],
    ] as const) {
      const seen = (await json(app, '/seen')) as string[];
      expect(seen.length, name).to.be.greaterThan(2);
      expect([...new Set(seen)], name).to.deep.equal([name]);
    }
    const told: string[] = [];
    a.addEventListener('output', (event) => told.push((event as Event & { text: string }).text));
    a.remove();
    await settle();
    told.length = 0;
    const before = ((await json(b, '/seen')) as string[]).length;
    await settle();
    expect(((await json(b, '/seen')) as string[]).length).to.be.greaterThan(before);
    expect(told).to.deep.equal([]);
  });

  it('leave other apps alone while they sleep', async () => {
    const [sleeper, other] = await Promise.all([
      mount({ code: `${THREADS}app.server.get("/sleep")(lambda: time.sleep(2) or "slept")` }),
      mount({ code: `${THREADS}app.server.get("/quick")(lambda: "quick")` }),
    ]);
    const order: string[] = [];
    await Promise.all([
      ask(sleeper, '/sleep').then((text) => order.push(text)),
      ask(other, '/quick').then((text) => order.push(text)),
    ]);
    expect(order).to.deep.equal(['quick', 'slept']);
  });
});

/** Frames of waiting threads are in memory that Pyodide uses for others meanwhile. */
const CROWD = `${THREADS}
import gc, sys

def wait(gate, depth, ends):
    if depth:
        # Through C, whose stack is what is moved.
        return max([depth], key=lambda _: wait(gate, depth - 1, ends) or 0)
    try:
        raise KeyError(id(ends))
    except KeyError as error:
        gate.wait()
        ends.append(sys.exc_info()[1] is error)

@app.server.get("/crowd")
def crowd():
    gate, ends = threading.Event(), []
    # Each goes on as soon as the next has begun to wait, so their stacks end in another order than they began.
    def work(n):
        time.sleep(0.001 * (n * 7 % 13))
        wait(gate, n % 20, ends)
        gc.collect()
    threads = [threading.Thread(target=work, args=(n,)) for n in range(60)]
    for thread in threads: thread.start()
    time.sleep(0.1)
    kept = [{n: [n]} for n in range(20000)]
    gc.collect()
    gate.set()
    for thread in threads: thread.join()
    return {"ends": len(ends), "own": all(ends), "kept": len(kept)}
`;

for (const [line, attributes] of [
  ['the built-in Pyodide', {}],
  ['Pyodide 0.27.7', { 'pyodide-url': '/pyodide-0.27.7/' }],
] as const) {
  describe(`many threads, with ${line}`, () => {
    before(load);

    it('wait while garbage is collected, and go on where they were', async () => {
      const app = await mount({ code: CROWD, attributes });
      const expected = { ends: 60, own: true, kept: 20000 };
      expect(await json(app, '/crowd')).to.deep.equal(expected);
      expect(await Promise.all([json(app, '/crowd'), json(app, '/crowd')])).to.have.length(2);
    });

    it('meet the limit of recursion, each for itself', async () => {
      const app = await mount({
        code: `${THREADS}
def forever(n): return forever(n + 1)

def work(seen):
    time.sleep(0.01)
    try: forever(0)
    except RecursionError as error:
        time.sleep(0.01)
        seen.append(type(error).__name__)

@app.server.get("/depth")
def depth():
    seen = []
    threads = [threading.Thread(target=work, args=(seen,)) for _ in range(5)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    return seen
`,
        attributes,
      });
      expect(await json(app, '/depth')).to.deep.equal(Array(5).fill('RecursionError'));
    });
  });
}

async function json(element: Awaited<ReturnType<typeof mount>>, path: string): Promise<unknown> {
  return JSON.parse(await ask(element, path)) as unknown;
}

function settle(): Promise<unknown> {
  return new Promise((resolve) => setTimeout(resolve, 500));
}
