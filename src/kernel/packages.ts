import { ByteCount } from './download.js';
import { gunzip, unzip } from './file-system.js';
import { mentionsAny } from './imports.js';
import type { AppDefinition, Progress } from './protocol.js';
import type { RuntimeFiles } from './runtime-files.js';
import { loadWheel } from './wheels.js';

type Files = ReadonlyMap<string, Uint8Array>;
type ProgressListener = (progress: Progress) => void;

/** What Dash serves (JavaScript, CSS), and what apps seldom import. */
const SUITES = 'runtime/suites.pack';
const EXTRAS = 'runtime/extras.pack';

/** What apps need in site-packages besides what every boot brings; each is loaded and installed once. */
export class Packages {
  readonly #files: RuntimeFiles;
  readonly #loading = new Map<string, Promise<Files>>();
  readonly #installed = new Map<string, Promise<void>>();
  readonly #waiting = new Set<ProgressListener>();
  /** Told to all apps that wait, as they may wait for the same. */
  readonly #count = new ByteCount((loaded, total) => {
    for (const onprogress of this.#waiting) onprogress({ stage: 'packages', loaded, total });
  });

  constructor(files: RuntimeFiles) {
    this.#files = files;
  }

  /** Begins to load what the first app will need. Why that failed is told to that app, which tries again. */
  prefetch(): void {
    this.#load(SUITES, () => this.#loadPart(SUITES)).catch(() => undefined);
  }

  /**
   * Installs what an app needs.
   *
   * @param install Puts files into site-packages.
   * @throws {WebDashError} `runtime-not-found`, `runtime-corrupt`, `package-missing`, `package-invalid`
   */
  async require(
    definition: AppDefinition,
    install: (files: Files) => void,
    onprogress: ProgressListener,
  ): Promise<void> {
    const wheels = definition.requirements.flatMap(({ text, base }) =>
      (text.match(/\S+/g) ?? []).map((address) => new URL(address, base).href),
    );
    const parts = [SUITES];
    // What wheels import isn't looked for: most of them name dependencies of Dash's.
    if (wheels.length > 0 || mentionsAny(this.#files.extras, definition)) parts.push(EXTRAS);
    this.#waiting.add(onprogress);
    try {
      await Promise.all([
        ...parts.map((name) => this.#install(name, () => this.#loadPart(name), install)),
        ...wheels.map((url) => this.#install(url, () => loadWheel(url, this.#count), install)),
      ]);
    } finally {
      this.#waiting.delete(onprogress);
    }
  }

  #install(
    key: string,
    load: () => Promise<Files>,
    install: (files: Files) => void,
  ): Promise<void> {
    return once(this.#installed, key, async () => {
      install(await this.#load(key, load));
      this.#loading.delete(key);
    });
  }

  #load(key: string, load: () => Promise<Files>): Promise<Files> {
    return once(this.#loading, key, load);
  }

  async #loadPart(name: string): Promise<Files> {
    return unzip(await gunzip(await this.#files.load(name, this.#count)));
  }
}

/** The promise that `map` has for `key`, or else a new one; one that is rejected is forgotten. */
function once<T>(map: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const known = map.get(key);
  if (known) return known;
  const made = make();
  map.set(key, made);
  made.catch(() => map.delete(key));
  return made;
}
