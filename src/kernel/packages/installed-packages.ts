import type { Plan, PlanItem } from './planner.js';
import type { AppNeeds, RuntimeLocation } from '../protocol.js';
import { sha256Hex } from '../store/sha256.js';

/** An entry of a lock, as `pyodide-lock.json` has them. */
interface LockEntry {
  readonly name: string;
  readonly version: string;
  readonly file_name: string;
  readonly install_dir: 'site' | 'dynlib';
  readonly sha256: string;
  readonly package_type: 'package' | 'shared_library';
  readonly imports: readonly string[];
  readonly depends: readonly string[];
  readonly unvendored_tests: false;
}

/** What has been installed for one app, so that it can be kept with it. */
export interface KeptInstallation {
  readonly entries: readonly LockEntry[];
  readonly roots: readonly string[];
}

/** What has been installed besides the runtime, and for whom: the material of locks. */
export class InstalledPackages {
  readonly #entries = new Map<string, LockEntry>();
  readonly #roots = new Map<string, Set<string>>();

  /** Remembers where a package is from. */
  async add(
    item: PlanItem,
    bytes: Uint8Array<ArrayBuffer>,
    location: RuntimeLocation,
  ): Promise<void> {
    this.#entries.set(item.name, {
      name: item.name,
      version: item.version,
      file_name:
        item.source === 'distribution' ? new URL(item.url, location.packagesURL).href : item.url,
      install_dir: item.library ? 'dynlib' : 'site',
      sha256: item.sha256.length === 1 ? (item.sha256[0] ?? '') : await sha256Hex(bytes),
      package_type: item.library ? 'shared_library' : 'package',
      imports: [],
      depends: item.depends,
      unvendored_tests: false,
    });
  }

  /** Remembers which modules a package has brought. */
  provide(name: string, files: ReadonlyMap<string, unknown>): void {
    const entry = this.#entries.get(name);
    if (!entry) return;
    const tops = [...files.keys()].map((path) => /^(\w+)(\/|\.py$|\..*so$)/.exec(path)?.[1]);
    const imports = [...new Set(tops)].filter((top) => top !== undefined).sort();
    this.#entries.set(name, { ...entry, imports });
  }

  /** Remembers what an app needs. */
  of(app: string, { install, required }: Plan): void {
    const roots = this.#roots.get(app) ?? new Set();
    for (const name of required) roots.add(name);
    for (const { name, library } of install) if (!library) roots.add(name);
    this.#roots.set(app, roots);
  }

  /** What to {@link resume} another time. */
  keep(app: string): KeptInstallation {
    return { entries: [...this.#entries.values()], roots: [...(this.#roots.get(app) ?? [])] };
  }

  /** Knows what has been installed for an app as on an earlier visit. */
  resume(app: string, { entries, roots }: KeptInstallation): void {
    for (const entry of entries) this.#entries.set(entry.name, entry);
    this.#roots.set(app, new Set(roots));
  }

  /**
   * The lock of an app.
   *
   * @param info Names the Pyodide that its packages run in.
   */
  lock(app: string, needs: AppNeeds, info: Readonly<Record<string, unknown>>): string {
    const words = new Set(needs.code.match(/\w+/g) ?? []);
    const roots = new Set(this.#roots.get(app));
    for (const { name, imports } of this.#entries.values()) {
      // What an app before has brought along.
      if (imports.some((module) => words.has(module))) roots.add(name);
    }
    const packages: Record<string, LockEntry> = {};
    const add = (name: string): void => {
      const entry = this.#entries.get(name);
      if (!entry || packages[name]) return;
      packages[name] = entry;
      entry.depends.forEach(add);
    };
    [...roots].sort().forEach(add);
    const sorted = Object.fromEntries(
      Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1)),
    );
    const requires = [...roots].filter((name) => packages[name]).sort();
    const lock = { info: { ...info, 'web-dash': { requires } }, packages: sorted };
    return `${JSON.stringify(lock, null, 2)}\n`;
  }
}
