/**
 * Slows the processes of a browser's pages down, by stopping them for most of the time. The DevTools protocol's own
 * throttle (`Emulation.setCPUThrottlingRate`) holds back a page's main thread only, and refuses workers, so it would
 * spare Python.
 */
import { renderers } from './browser.mjs';

/** For how long they go on at a time, in milliseconds. */
const SLICE = 10;

/**
 * @template T
 * @param {import('puppeteer').Browser} browser
 * @param {number} rate How many times as long all takes.
 * @param {() => Promise<T>} use
 * @returns {Promise<T>}
 */
export async function withSlowProcessor(browser, rate, use) {
  const session = await browser.target().createCDPSession();
  let ended = false;
  const slow = async () => {
    for (;;) {
      // Asked anew each time: a page gets another process where it goes elsewhere.
      const processes = await renderers(session);
      signal(processes, 'SIGSTOP');
      await pause(SLICE * (rate - 1));
      signal(processes, 'SIGCONT');
      if (ended) return;
      await pause(SLICE);
    }
  };
  const slowing = slow();
  try {
    return await use();
  } finally {
    ended = true;
    await slowing;
    await session.detach();
  }
}

/**
 * @param {readonly number[]} processes
 * @param {NodeJS.Signals} name
 */
function signal(processes, name) {
  for (const id of processes) {
    try {
      process.kill(id, name);
    } catch {
      // It has ended meanwhile.
    }
  }
}

/** @param {number} milliseconds */
function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
