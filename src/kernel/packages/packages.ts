import { WebDashError } from '../../errors.js';
import { saysNeeds } from './app-needs.js';
import { Bytecode } from './bytecode.js';
import { ByteCount } from '../store/download.js';
import { unzip, zipOf, type FileContents } from '../file-system/file-system.js';
import { mentionsAny } from './imports.js';
import { InstalledPackages, type KeptInstallation } from './installed-packages.js';
import { PackageSource, type Sources } from './package-source.js';
import { foreignModules, prefetchPackages } from './prefetch.js';
import type { Plan, Planner, PlanItem } from './planner.js';
import type { AppNeeds, Output, Progress, RuntimeLocation, StaticFile } from '../protocol.js';
import type { RuntimeFiles } from '../pyodide/runtime-files.js';
import { sha256Hex } from '../store/sha256.js';
import type { SitePackages } from './site-packages.js';
import type { Store } from '../store/store.js';
import { GRAPH_SCRIPTS } from '../../graph-scripts.js';
import { loadSuites, placesOfSuites } from './suites.js';
import { addOrigin, unpackLibrary, unpackPackage } from './wheels.js';

type Files = ReadonlyMap<string, Uint8Array>;
type ProgressListener = (progress: Progress) => void;

/** The large scripts that Dash serves. */
export const SUITES = 'suites';
/** What apps seldom import. */
const EXTRAS = 'runtime/extras.pack';
/** What Dash serves to apps with dev tools only. */
const DEV_BUNDLES = 'runtime/dev.pack';

/** Who asks for packages. */
export interface PackageClient {
  readonly app: string;
  readonly needs: AppNeeds;
  readonly onprogress: ProgressListener;
  /** Told what the author should know. */
  readonly output: (level: Output['level'], text: string) => void;
}

/** What has been put in place for one app. */
export interface KeptPackages extends KeptInstallation {
  /** Parts of the runtime. */
  readonly written: readonly string[];
}

/** Python, as far as packages are concerned. */
interface Target {
  readonly site: SitePackages;
  readonly planner: Planner;
}

/** A package that can be put in place. */
interface LoadedItem {
  readonly item: PlanItem;
  readonly files: FileContents;
  /** What has been compiled of it already. */
  readonly bytecode: Files;
}

/** What apps need in site-packages besides what every boot brings; each is loaded and installed once. */
export class Packages {
  readonly #files: RuntimeFiles;
  readonly #store: Store;
  readonly #location: RuntimeLocation;
  readonly #parts = new Map<string, Promise<Files>>();
  readonly #written = new Map<string, Promise<void>>();
  readonly #installed = new InstalledPackages();
  readonly #bytecode: Bytecode;
  readonly #waiting = new Set<ProgressListener>();
  #isLasting = true;
  #target: Target | undefined;
  /** Whether packages have taken the place of the runtime's own. */
  #isReplaced = false;
  /** One app after the other, so that each finds what those before have installed. */
  #turn: Promise<unknown> = Promise.resolve();
  /** Told to all apps that wait, as they may wait for the same. */
  readonly #count = new ByteCount((loaded, total) => {
    for (const onprogress of this.#waiting) onprogress({ stage: 'packages', loaded, total });
  });

  constructor(files: RuntimeFiles, store: Store, location: RuntimeLocation) {
    this.#files = files;
    this.#store = store;
    this.#location = location;
    this.#bytecode = new Bytecode(store, files.line.version, (sha256) =>
      this.#shippedBytecode(sha256),
    );
  }

  /**
   * Begins to load what the first app will need. Why that failed is told to that app, which tries again.
   *
   * @param loaded Resolves once the network is free for what isn't kept of an earlier visit.
   */
  async prefetch(loaded: Promise<unknown>): Promise<void> {
    try {
      if (!(await this.#areSuitesKept())) await loaded;
      await this.#part(SUITES);
    } catch {
      // See above.
    }
  }

  /** Begins to load what an app seems to need. */
  prefetchFor(needs: AppNeeds): void {
    prefetchPackages(needs, this.#sources).catch(() => undefined);
  }

  /**
   * To be called once Python is up, and once another has taken its place.
   *
   * @param written Which parts of the runtime are in place already.
   */
  attach(site: SitePackages, planner: Planner, written: readonly string[] = []): void {
    this.#target = { site, planner };
    this.#isReplaced = false;
    this.#written.clear();
    for (const name of written) this.#written.set(name, Promise.resolve());
  }

  /**
   * Whether an app asks for other versions than the runtime's own. Anything else that is wrong with what it asks
   * for is found again when it is started, and can be mended then.
   */
  async needsOtherRuntime(client: PackageClient): Promise<boolean> {
    if (!saysNeeds(client.needs)) return false;
    const { onprogress } = client;
    this.#waiting.add(onprogress);
    this.#python.planner.begin();
    try {
      await this.#write(EXTRAS);
      await this.#plan(client, this.#source(client), false);
      return false;
    } catch (error) {
      return error instanceof WebDashError && error.code === 'package-conflict';
    } finally {
      this.#waiting.delete(onprogress);
    }
  }

  /**
   * Puts the versions that an app asks for in the place of the runtime's own, with all that belongs to them. Only
   * possible as long as nothing has been imported.
   *
   * @returns What went wrong, for the app to hear when it is started.
   */
  async replaceRuntime(client: PackageClient): Promise<Error | undefined> {
    try {
      await this.require(client, true);
      return undefined;
    } catch (error) {
      return error as Error;
    }
  }

  /**
   * Installs what an app needs.
   *
   * @param replaceable Nothing that is installed is in use yet: other versions may take its place.
   * @throws {WebDashError} With a code that begins with `package-`, `index-`, `lock-`, `requirements-` or
   *   `runtime-`.
   */
  async require(client: PackageClient, replaceable = false): Promise<void> {
    const { needs, onprogress } = client;
    const isTold = saysNeeds(needs);
    const names = [SUITES];
    // What packages import isn't looked for: most of them name dependencies of Dash's.
    if (isTold || mentionsAny(this.#files.extras, needs)) names.push(EXTRAS);
    this.#waiting.add(onprogress);
    this.#python.planner.begin();
    try {
      const parts = Promise.all(names.map((name) => this.#write(name)));
      parts.catch(() => undefined);
      // A plan sees what is installed.
      if (isTold) await parts;
      try {
        await this.#provide(client, this.#source(client), replaceable);
      } catch (error) {
        // What indexes said yesterday is no reason to refuse an app.
        if (!isRefusal(error, replaceable) || !this.#python.planner.renew()) throw error;
        await this.#provide(client, this.#source(client, true), replaceable);
      }
      await parts;
    } finally {
      this.#waiting.delete(onprogress);
    }
  }

  /**
   * Puts the dev bundles of the runtime's Dash in place.
   *
   * @throws {WebDashError} `runtime-not-found`, `runtime-corrupt`
   */
  async requireDevBundles({ onprogress }: PackageClient): Promise<void> {
    this.#waiting.add(onprogress);
    try {
      await this.#write(DEV_BUNDLES);
    } finally {
      this.#waiting.delete(onprogress);
    }
  }

  /** Whether an app seems to need nothing but what is in place in any Python. */
  sufficeFor(needs: AppNeeds): boolean {
    if (saysNeeds(needs) || mentionsAny(this.#files.extras, needs)) return false;
    return foreignModules(needs, this.#files).length === 0;
  }

  /** What of the suites the page of an app will probably load that its HTML doesn't name. */
  scriptsFor(needs: AppNeeds): StaticFile[] {
    if (!mentionsAny(['Graph', 'plotly'], needs)) return [];
    const { suites } = this;
    return GRAPH_SCRIPTS.flatMap((path) => suites[path] ?? []);
  }

  /** Where a page finds the large scripts that Dash serves; none where it isn't the runtime's own Dash. */
  get suites(): Readonly<Record<string, StaticFile>> {
    return this.#isReplaced ? {} : placesOfSuites(this.#files);
  }

  /** Whether all that was required is known by hashes or by what indexes say, and by no address that is asked each time. */
  get isLasting(): boolean {
    return this.#isLasting;
  }

  /** What was put in place for an app, to {@link resume} another time. */
  kept(app: string): KeptPackages {
    return { ...this.#installed.keep(app), written: [...this.#written.keys()] };
  }

  /** Takes up what was put in place for an app on an earlier visit. To be called after {@link attach}. */
  resume(app: string, kept: KeptPackages): void {
    for (const name of kept.written) this.#written.set(name, Promise.resolve());
    this.#installed.resume(app, kept);
  }

  /** Keeps the bytecode that Python has made of packages; takes some hundred milliseconds. */
  keepBytecode(): void {
    this.#bytecode.keep(this.#python.planner.compiled());
  }

  /** The lock of an app for which packages have been installed, as JSON. */
  lock(app: string, needs: AppNeeds): string {
    return this.#installed.lock(app, needs, this.#python.planner.info);
  }

  get #sources(): Sources {
    return {
      store: this.#store,
      count: this.#count,
      location: this.#location,
      files: this.#files,
    };
  }

  #source({ needs }: PackageClient, isFresh = false): PackageSource {
    return new PackageSource(needs, this.#sources, isFresh);
  }

  async #provide(
    client: PackageClient,
    source: PackageSource,
    replaceable: boolean,
  ): Promise<void> {
    const plan = await this.#plan(client, source, replaceable);
    if (plan && plan.install.length > 0) {
      const turn = this.#turn.then(() => this.#carryOut(client, source, replaceable));
      this.#turn = turn.catch(() => undefined);
      await turn;
    } else if (plan) this.#tell(client, plan);
  }

  /** Makes a plan, with all that it takes. */
  async #plan(
    { app, needs, onprogress }: PackageClient,
    source: PackageSource,
    replaceable: boolean,
  ): Promise<Plan | null> {
    const { planner } = this.#python;
    for (;;) {
      const plan = planner.plan(app, needs, replaceable);
      if (!plan || plan.lacks.length === 0) return plan;
      if (plan.lacks.some(({ kind }) => kind === 'text')) this.#isLasting = false;
      const documents = await Promise.all(
        plan.lacks.map(async (lack) => [lack, await source.document(lack)] as const),
      );
      for (const [lack, document] of documents) planner.supply(lack, document);
      onprogress({ stage: 'packages', loaded: 0, total: 0 });
    }
  }

  /** Makes the plan of an app, and installs what it says. */
  async #carryOut(
    client: PackageClient,
    source: PackageSource,
    replaceable: boolean,
  ): Promise<void> {
    for (;;) {
      // Anew, as another app may have come between.
      const plan = await this.#plan(client, source, replaceable);
      if (!plan) return;
      this.#tell(client, plan);
      const loaded = await Promise.all(
        plan.install.map((item) => this.#load(client, source, item)),
      );
      for (const found of loaded) if (found) await this.#install(found, plan);
      this.#installed.of(client.app, plan);
      adviseLock(client, plan);
      if (!plan.again) return;
    }
  }

  async #load(
    { output }: PackageClient,
    source: PackageSource,
    item: PlanItem,
  ): Promise<LoadedItem | undefined> {
    try {
      const [sha256] = item.sha256.length === 1 ? item.sha256 : [];
      const isAtAddress = item.source === 'address' && !item.url.startsWith('app:');
      if (isAtAddress && item.sha256.length === 0) this.#isLasting = false;
      const [bytes, bytecode] = await Promise.all([
        source.item(item),
        sha256 === undefined ? new Map<string, Uint8Array>() : this.#bytecode.of(sha256),
      ]);
      await this.#installed.add(item, bytes, this.#location);
      const files = await (item.library ? unpackLibrary : unpackPackage)(bytes, item.url);
      if (item.source === 'address') addOrigin(files, item.url, await sha256Hex(bytes));
      if (sha256 !== undefined) this.#bytecode.watch(sha256, files);
      return { item, files, bytecode };
    } catch (error) {
      if (!item.optional || !(error instanceof WebDashError)) throw error;
      this.#python.planner.failed(item.name, error);
      output('warning', `${item.name} is not installed: ${error.message}`);
      return undefined;
    }
  }

  async #install({ item, files, bytecode }: LoadedItem, plan: Plan): Promise<void> {
    const { site } = this.#python;
    if (plan.replaced.includes(item.name)) {
      this.#isReplaced = true;
      site.clear([item.name], files);
    }
    await (item.library ? site.installLibraries(files) : site.install(files));
    site.write(bytecode);
    this.#installed.provide(item.name, files);
  }

  /** What fails here costs time only: Python compiles it. */
  async #shippedBytecode(sha256: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const file = this.#files.bytecode(sha256);
    if (!file) return undefined;
    return this.#store.load(file, this.#count).catch((error: unknown) => {
      console.warn(`web-dash: ${(error as Error).message}`);
      return undefined;
    });
  }

  #tell({ output }: PackageClient, { notes }: Plan): void {
    for (const note of notes) output('warning', note);
  }

  get #python(): Target {
    if (!this.#target) throw new Error('Python is not up yet.');
    return this.#target;
  }

  #write(name: string): Promise<void> {
    return once(this.#written, name, async () => {
      this.#python.site.write(await this.#part(name));
      this.#parts.delete(name);
    });
  }

  #part(name: string): Promise<Files> {
    return once(this.#parts, name, async () =>
      name === SUITES
        ? loadSuites(this.#files, this.#count)
        : unzip(zipOf(await this.#files.load(name, this.#count))),
    );
  }

  async #areSuitesKept(): Promise<boolean> {
    const names = [...this.#files.suites.values()];
    return (await Promise.all(names.map((name) => this.#files.isKept(name)))).every(Boolean);
  }
}

/** Whether an app is refused for its packages, and not only in this Python. */
function isRefusal(error: unknown, replaceable: boolean): boolean {
  if (!(error instanceof WebDashError) || !error.code.startsWith('package-')) return false;
  return replaceable || error.code !== 'package-conflict';
}

/** Says once that versions may be others tomorrow. */
function adviseLock({ output }: PackageClient, { install }: Plan): void {
  const found = install.filter(({ source, optional }) => source === 'index' && !optional);
  if (found.length === 0) return;
  const names = found.map(({ name, version }) => `${name} ${version}`).join(', ');
  output(
    'info',
    `${names} came from a package index, which may give other versions tomorrow. A lock keeps them: npx web-dash lock writes it, or await element.createLock().`,
  );
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
