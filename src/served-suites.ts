import { plainPath } from './http/plain-path.js';
import type { Known } from './kernel/channels.js';
import type { StartedApp, StaticFile } from './kernel/protocol.js';

/** Where the browser finds by itself what an app serves of Dash's own component suites. */
export class ServedSuites implements Known {
  readonly #app: StartedApp;

  constructor(app: StartedApp) {
    this.#app = app;
  }

  staticFile(target: string): StaticFile | null {
    const { suitePaths, suites } = this.#app;
    const path = plainPath(target);
    const base = suitePaths.find((each) => path.startsWith(each));
    if (base === undefined) return null;
    const name = path.slice(base.length);
    return Object.hasOwn(suites, name) ? (suites[name] ?? null) : null;
  }
}
