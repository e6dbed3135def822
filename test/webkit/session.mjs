import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { freePort } from '../../tools/free-port.mjs';
import { WebDriver } from './webdriver.mjs';

/**
 * @import { ChildProcess } from 'node:child_process'
 * @typedef {object} Programs Paths of executables.
 * @property {string} driver
 * @property {string} browser
 * @property {string} xvfb
 */

/**
 * Runs WebKitGTK's MiniBrowser on a virtual screen for as long as `use` takes.
 *
 * @template T
 * @param {Programs} programs
 * @param {(browser: WebDriver) => Promise<T>} use
 * @returns {Promise<T>}
 */
export async function withWebKit(programs, use) {
  const home = await mkdtemp(path.join(tmpdir(), 'web-dash-webkit-'));
  /** @type {ChildProcess[]} */
  const processes = [];
  try {
    const screen = startXvfb(programs.xvfb);
    processes.push(screen.process);
    const port = await freePort();
    const driver = spawn(programs.driver, [`--port=${port}`, '--host=127.0.0.1'], {
      env: {
        ...process.env,
        DISPLAY: await screen.display,
        // A profile of its own, and no use of a desktop's services.
        HOME: home,
        XDG_RUNTIME_DIR: home,
        GIO_USE_VFS: 'local',
        GSETTINGS_BACKEND: 'memory',
        NO_AT_BRIDGE: '1',
        // WebKit's sandbox needs user namespaces, which containers rarely grant; there is no GPU.
        WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
        WEBKIT_DISABLE_DMABUF_RENDERER: '1',
        LIBGL_ALWAYS_SOFTWARE: '1',
      },
      // Its messages are about the missing desktop; but its pipes must be read or it stops.
      stdio: 'ignore',
      detached: true,
    });
    processes.push(driver);
    const address = `http://127.0.0.1:${port}`;
    await answering(`${address}/status`);
    const browser = await WebDriver.start(address, {
      'webkitgtk:browserOptions': { binary: programs.browser, args: ['--automation'] },
    });
    try {
      return await use(browser);
    } finally {
      await browser.quit().catch(() => undefined);
    }
  } finally {
    for (const process of processes.reverse()) endGroup(process);
    await rm(home, { recursive: true, force: true });
  }
}

/**
 * Starts a virtual screen on a display number that it finds itself.
 *
 * @param {string} xvfb
 * @returns {{ process: ChildProcess, display: Promise<string> }}
 */
function startXvfb(xvfb) {
  const child = spawn(
    xvfb,
    ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'], detached: true },
  );
  const display = once(/** @type {NodeJS.ReadableStream} */ (child.stdio[3]), 'data').then(
    ([data]) => `:${String(data).trim()}`,
  );
  return { process: child, display };
}

/** @param {string} url */
async function answering(url) {
  for (let attempt = 0; attempt < 100; attempt++) {
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('WebKitWebDriver does not answer.');
}

/**
 * Ends a process with all it started.
 *
 * @param {ChildProcess} child
 */
function endGroup(child) {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
  } catch {
    // It has ended by itself.
  }
}
