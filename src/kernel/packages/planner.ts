import type { PyodideAPI } from 'pyodide';
import type { PyProxy } from 'pyodide/ffi';
import { WebDashError, type ErrorCode } from '../../errors.js';
import { textsOf } from './app-needs.js';
import type { Compiled } from './bytecode.js';
import type { AppNeeds, PlainError } from '../protocol.js';

/** A text that a plan lacks: `Lack` of `resolution.py`. */
export interface Lack {
  /** Absolute; `app:…` for files of an app. */
  readonly url: string;
  /** `wheel`: the metadata in the wheel; `distribution`: the lock of Pyodide's packages. */
  readonly kind: 'page' | 'metadata' | 'wheel' | 'text' | 'distribution';
  readonly sha256: string | null;
  /** The app can start without it. */
  readonly optional: boolean;
}

/** What came of a {@link Lack}: `Document` of `resolution.py`. */
export interface PlanDocument {
  /** `null`: it can't be had. */
  readonly text: string | null;
  /** `false`: its server said that there is no such thing. */
  readonly exists: boolean;
  /** Why it can't be had, in a sentence. */
  readonly error: string;
  /** The code of that error. */
  readonly code: ErrorCode;
  /** Of the wheel that has the text, in hexadecimal. */
  readonly sha256: string | null;
}

/** A file to install: `Item` of `planner.py`. */
export interface PlanItem {
  /** Normalized. */
  readonly name: string;
  readonly version: string;
  readonly source: 'distribution' | 'index' | 'address' | 'lock';
  /** Absolute; of a distribution's package its file name. */
  readonly url: string;
  /** In hexadecimal, any of which will do; any file will, where there are none. */
  readonly sha256: readonly string[];
  /** Names of packages. */
  readonly depends: readonly string[];
  /** The app can start without it. */
  readonly optional: boolean;
  /** It is no package, but a library that compiled modules are linked to. */
  readonly library: boolean;
}

/** What to install for an app, or what is lacking to know it: `Plan` of `planner.py`. */
export interface Plan {
  readonly lacks: readonly Lack[];
  readonly install: readonly PlanItem[];
  /** Names of those that take the place of another version. */
  readonly replaced: readonly string[];
  /** Names of the packages that the app itself asks for. */
  readonly required: readonly string[];
  readonly notes: readonly string[];
  /** To be made again once all is installed. */
  readonly again: boolean;
}

type Answer = { ok: true; value: unknown } | { ok: false; error: PlainError };

/** The functions of `bridge.py`. What they take and give is JSON, but for bytecode. */
interface Bridge {
  boot(indexURL: string | null): void;
  info(): string;
  compiled(): PyProxy;
  begin(): void;
  renew(): boolean;
  failed(name: string, code: string, message: string): void;
  supply(lack: string, document: string): string;
  plan(request: string): string;
  replace(sitePackages: string, names: string, modules: string): void;
  installed(): void;
}

/** Makes plans for packages: the JavaScript side of `python/src/webdash/packages/bridge.py`. */
export class Planner {
  readonly #bridge: Bridge;

  /** @param indexURL Of the default index; `null` for PyPI. */
  constructor(pyodide: PyodideAPI, indexURL: string | null) {
    this.#bridge = pyodide.pyimport('webdash.packages.bridge') as Bridge;
    this.#bridge.boot(indexURL);
  }

  /** What a lock says of the Pyodide that its packages are for. */
  get info(): Readonly<Record<string, string>> {
    return JSON.parse(this.#bridge.info()) as Record<string, string>;
  }

  /** What Python has compiled of packages since it was last asked. */
  compiled(): Compiled {
    const proxy = this.#bridge.compiled();
    const compiled = proxy.toJs() as Compiled;
    proxy.destroy();
    return compiled;
  }

  /** Begins the plans of a start: what could not be had before is asked for again, and once. */
  begin(): void {
    this.#bridge.begin();
  }

  /** Forgets what indexes said, so that they are asked again; returns whether they said anything. */
  renew(): boolean {
    return this.#bridge.renew();
  }

  /**
   * Plans for an app, as far as that can be done with what has been supplied.
   *
   * @param replaceable Nothing that is installed is in use yet.
   * @returns `null` if the app needs nothing.
   * @throws {WebDashError} If what is required can't be had.
   */
  plan(app: string, needs: AppNeeds, replaceable: boolean): Plan | null {
    const request = { ...planRequest(app, needs), replaceable };
    return valueOf(this.#bridge.plan(JSON.stringify(request))) as Plan | null;
  }

  /** Tells that a package which an app can start without couldn't be installed: an import may ask why. */
  failed(name: string, { code, message }: WebDashError): void {
    this.#bridge.failed(name, code, message);
  }

  /** Gives what a plan lacked. */
  supply(lack: Lack, document: PlanDocument): void {
    valueOf(this.#bridge.supply(JSON.stringify(lack), JSON.stringify(document)));
  }

  /** Removes packages, and what lies where others will be put, from site-packages. */
  replace(sitePackages: string, names: readonly string[], modules: readonly string[]): void {
    this.#bridge.replace(sitePackages, JSON.stringify(names), JSON.stringify(modules));
  }

  /** Lets Python see that there are new files. */
  installed(): void {
    this.#bridge.installed();
  }
}

/** What Python is told of an app: `Project` of `project.py`, with the app's lock. */
export function planRequest(app: string, needs: AppNeeds): object {
  const { code, filename, paths, requirements, lock } = needs;
  return { app, code, filename, files: textsOf(needs.files), paths, requirements, lock };
}

function valueOf(json: string): unknown {
  const answer = JSON.parse(json) as Answer;
  if (answer.ok) return answer.value;
  const { code, message, detail } = answer.error;
  throw new WebDashError(code as ErrorCode, message, detail === undefined ? {} : { detail });
}
