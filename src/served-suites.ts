import { GRAPH_SCRIPTS } from './graph-scripts.js';
import { plainPath } from './http/plain-path.js';
import type { Known } from './kernel/channels.js';
import { mentionsAny } from './kernel/packages/imports.js';
import type { AppDefinition, StartedApp, StaticFile } from './kernel/protocol.js';

/** Where the browser finds by itself what an app serves of Dash's own component suites. */
export class ServedSuites implements Known {
  readonly #app: StartedApp;

  constructor(app: StartedApp) {
    this.#app = app;
  }

  /** What the app's page will probably load that its HTML doesn't name. */
  lateScripts(definition: AppDefinition): readonly StaticFile[] {
    const { suitePaths, suites } = this.#app;
    if (suitePaths.length === 0 || !mentionsAny(['Graph', 'plotly'], definition)) return [];
    return GRAPH_SCRIPTS.flatMap((path) => suites[path] ?? []);
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
