import { existsSync } from 'node:fs';
import { readFile, readdir, rm } from 'node:fs/promises';
import path from 'node:path';

import { UNSEEN } from './traffic.mjs';

/** @import { Page } from 'puppeteer' */

const TIMEOUT = 15_000;
const PAUSE = 50;

/** The browser's own words: on a response's status, which the traffic tells too, and on its graphics. */
const OF_BROWSER = /^Failed to load resource|GL Driver Message/;

/** The places in scripts that an exception passed. */
const STACK = /(?:\n.*:\d+:\d+\)?)+$/;

/** Records what a page does beyond its document: its console, dialogs and downloads. */
export class Recorder {
  /** Whether dialogs are answered with “OK”. */
  accepts = true;
  /** @type {string[]} */
  #console = [];
  /** @type {string[]} */
  #dialogs = [];
  #downloads;
  #abort = new AbortController();

  /**
   * @param {Page} page
   * @param {string} downloads Folder that takes the page's downloads.
   */
  constructor(page, downloads) {
    this.#downloads = downloads;
    /** @type {typeof page.on} */
    const listen = (name, handler) => {
      page.on(name, handler);
      this.#abort.signal.addEventListener('abort', () => page.off(name, handler));
      return page;
    };
    listen('console', (message) => {
      const { url = '' } = message.location();
      // A shared worker has a console of its own in the browser.
      if (message.type() === 'verbose' || UNSEEN.test(url)) return;
      if (OF_BROWSER.test(message.text())) return;
      this.#console.push(`${message.type()}: ${message.text()}`);
    });
    listen('pageerror', (error) => {
      const text = error instanceof Error ? error.message : String(error);
      this.#console.push(`uncaught: ${text.replace(STACK, '')}`);
    });
    listen('dialog', (dialog) => {
      this.#dialogs.push(`${dialog.type()}: ${dialog.message()}`);
      void (this.accepts ? dialog.accept() : dialog.dismiss());
    });
  }

  /** Listens no longer. */
  stop() {
    this.#abort.abort();
  }

  /** Waits for a file to be saved. @param {string} name */
  async download(name) {
    const deadline = Date.now() + TIMEOUT;
    while (!existsSync(path.join(this.#downloads, name))) {
      if (Date.now() > deadline) throw new Error(`${name} was not saved.`);
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  }

  /** @returns {Promise<Record<string, string[]>>} What has happened since the last call, by subject. */
  async take() {
    return {
      console: this.#console.splice(0).sort(),
      dialogs: this.#dialogs.splice(0),
      downloads: await this.#takeDownloads(),
    };
  }

  async #takeDownloads() {
    const names = (await readdir(this.#downloads)).sort();
    return Promise.all(
      names.map(async (name) => {
        const file = path.join(this.#downloads, name);
        const content = await readFile(file, 'latin1');
        await rm(file);
        return `${name}: ${content.length} bytes: ${JSON.stringify(content.slice(0, 500))}`;
      }),
    );
  }
}
