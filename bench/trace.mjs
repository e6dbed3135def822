/** What the page's thread spent its long tasks with, by a trace of Chromium. */

/** From here on a task holds a page up, in microseconds. */
const LONG = 50_000;

/**
 * Not those of DevTools' timeline: for each request that a script makes they have V8 find where in the script that is,
 * for which it parses it once more.
 */
const CATEGORIES = ['-*', 'disabled-by-default-v8.cpu_profiler', 'toplevel'];

/**
 * @typedef {object} OwnTasks What our scripts had of the long tasks, in milliseconds.
 * @property {number} longest … of one task.
 * @property {number} total … of all.
 * @property {string} where The function of ours that had most of that one task.
 */

/**
 * @param {import('puppeteer').Page} page
 * @param {RegExp} own Addresses of our scripts.
 * @param {() => Promise<unknown>} use What is traced.
 * @returns {Promise<OwnTasks>}
 */
export async function traceTasks(page, own, use) {
  await page.tracing.start({ categories: CATEGORIES });
  await use();
  const text = new TextDecoder().decode(await page.tracing.stop());
  /** @type {TraceEvent[]} */
  const events = JSON.parse(text).traceEvents;
  const samples = samplesOf(events);
  const tasks = events
    .filter(({ name, dur = 0 }) => /RunTask$/.test(name) && dur >= LONG)
    .filter(({ pid, tid }) => pid === samples.pid && tid === samples.tid);

  const owned = tasks.map(({ ts, dur = 0 }) => {
    /** @type {Map<string, number>} */
    const byFunction = new Map();
    for (const { at, length, node } of samples.all) {
      if (at < ts || at > ts + dur) continue;
      // What the browser does for a function is that function's.
      for (let frame = node; frame; frame = samples.nodes.get(frame.parent ?? -1)) {
        const { url = '', functionName, lineNumber = 0, columnNumber = 0 } = frame.callFrame;
        if (!url) continue;
        const where = `${functionName || '(anonymous)'} ${url}:${lineNumber + 1}:${columnNumber + 1}`;
        if (own.test(url)) byFunction.set(where, (byFunction.get(where) ?? 0) + length / 1000);
        break;
      }
    }
    const [[where] = ['']] = [...byFunction].sort(([, a], [, b]) => b - a);
    return { where, time: [...byFunction.values()].reduce((sum, time) => sum + time, 0) };
  });
  const [worst = { where: '', time: 0 }] = owned.sort((a, b) => b.time - a.time);
  const total = owned.reduce((sum, { time }) => sum + time, 0);
  return { longest: worst.time, total, where: worst.where };
}

/**
 * @typedef {object} TraceEvent
 * @property {string} name
 * @property {number} pid
 * @property {number} tid
 * @property {number} ts In microseconds.
 * @property {number} [dur]
 * @property {string} [id]
 * @property {{ data?: any, name?: string }} args
 */

/**
 * @typedef {object} ProfileNode
 * @property {number} id
 * @property {number} [parent]
 * @property {{ url?: string, functionName: string, lineNumber?: number, columnNumber?: number }} callFrame
 */

/**
 * The samples of the page's thread: of the process with the most of them.
 *
 * @param {readonly TraceEvent[]} events
 */
function samplesOf(events) {
  const profiles = events.filter(({ name }) => name === 'Profile');
  const read = profiles.map(({ pid, tid, id, args }) => {
    /** @type {Map<number, ProfileNode>} */
    const nodes = new Map();
    /** @type {{ at: number, length: number, node: ProfileNode | undefined }[]} */
    const all = [];
    let at = args.data.startTime;
    const chunks = events.filter((each) => each.name === 'ProfileChunk' && each.id === id);
    for (const { args } of chunks.filter((each) => each.pid === pid)) {
      const { cpuProfile = {}, timeDeltas = [] } = args.data;
      for (const node of cpuProfile.nodes ?? []) nodes.set(node.id, node);
      for (const [index, sample] of (cpuProfile.samples ?? []).entries()) {
        at += timeDeltas[index];
        all.push({ at, length: 0, node: nodes.get(sample) });
      }
    }
    for (const [index, sample] of all.entries()) {
      sample.length = (all[index + 1]?.at ?? sample.at) - sample.at;
    }
    return { pid, tid, nodes, all };
  });
  const names = events.filter(({ name }) => name === 'thread_name');
  const isMain = (/** @type {{ pid: number, tid: number }} */ { pid, tid }) =>
    names.some(
      (each) => each.pid === pid && each.tid === tid && each.args.name === 'CrRendererMain',
    );
  // The browser's own interface has pages, too.
  const ofWeb = (/** @type {{ nodes: Map<number, ProfileNode> }} */ { nodes }) =>
    [...nodes.values()].filter(({ callFrame }) => callFrame.url?.startsWith('http')).length;
  const [main] = read.filter(isMain).sort((a, b) => ofWeb(b) - ofWeb(a));
  if (!main) throw new Error('The trace has no samples of the page’s thread.');
  return main;
}
