import { init } from 'es-module-lexer';
import type { AppClient } from '../http/app-client.js';
import type { Realm } from '../http/fetch.js';
import { circles, readModule, rewriteModule, type ModuleSource } from './module-graph.js';

/** A module that throws when it is imported, as one that can't be loaded does. */
const failing = (message: string): string =>
  `data:text/javascript,${encodeURIComponent(`throw new TypeError(${JSON.stringify(message)})`)}`;

/** The scheme of the names by which modules of a circle import each other. */
const CIRCLE = 'web-dash:';

/** The realm's own document, as far as scripts are put there to run. */
export interface ScriptPlace {
  readonly createElement: () => HTMLScriptElement;
  readonly root: Element;
}

/** What has been loaded of a module: its source, or why there is none. */
type Loaded = ModuleSource | Error;

/** Modules by their addresses, with all that they import. */
type Graph = ReadonlyMap<string, Loaded>;

/** Why modules can't be loaded. */
type Broken = ReadonlyMap<string, Error>;

/** Modules that are built together. */
interface Batch {
  readonly graphs: Promise<Graph>[];
  readonly built: Promise<Broken>;
}

interface Plan {
  readonly blobs: Map<string, string>;
  readonly broken: Map<string, Error>;
  /** What the import map has to name. */
  readonly mapped: Map<string, string>;
}

/**
 * Makes module scripts of the app loadable: each module becomes a blob in which the specifiers of the
 * app's other modules are the addresses of their blobs, and `import.meta.url` is the app's address.
 *
 * A blob has an address only once its content is known, so that modules which import each other in a
 * circle name each other by way of an import map. Where the engine takes no further one (Firefox takes
 * none after the first module has run), such modules are refused by name.
 *
 * Dynamic imports are followed where their specifier is a literal.
 */
export class Modules {
  readonly #realm: Realm;
  readonly #client: AppClient;
  readonly #scripts: ScriptPlace | undefined;
  /** The app's modules by their addresses. */
  readonly #sources = new Map<string, Promise<Loaded>>();
  /** The blobs of modules that have been built. */
  readonly #blobs = new Map<string, string>();
  /** Settles when the latest batch has been built. */
  #built: Promise<unknown> = Promise.resolve();
  /** What is built next. */
  #batch: Batch | undefined;

  /** @param scripts where an import map can be put; none is for the modules of workers, which know no such map */
  constructor(realm: Realm, client: AppClient, scripts?: ScriptPlace) {
    this.#realm = realm;
    this.#client = client;
    this.#scripts = scripts;
  }

  /**
   * @param url the module's address, or that of the page for an inline one
   * @param code the code of an inline module
   * @returns an address to load the module from
   * @throws Error if a module that it imports can't be loaded, or is refused
   */
  async load(url: string, code?: string): Promise<string> {
    const address = new URL(url);
    if (code === undefined && !this.#client.owns(address)) return address.href;
    this.#batch ??= this.#begin();
    const { graphs, built } = this.#batch;
    const inline = init.then(() => (code === undefined ? undefined : readModule(address, code)));
    const graph = inline.then((module) => this.#graph(module ? this.#targets(module) : [url]));
    // One that can't be read is no matter of the others.
    graphs.push(graph.catch(() => new Map()));
    const broken = await built;
    const module = await inline;
    const error = module ? brokenImport(module, broken) : broken.get(url);
    if (error) throw error;
    const addressOf = this.#addresses(broken);
    return module ? this.#blob(module, addressOf) : addressOf(address);
  }

  /**
   * Begins to collect modules that are built together: so that the import map which the circles among
   * them need is there before the first of them runs.
   */
  #begin(): Batch {
    const graphs: Promise<Graph>[] = [];
    const collect = async (): Promise<Broken> => {
      await init;
      const whole = new Map<string, Loaded>();
      // Others join while these are waited for.
      for (const graph of graphs) {
        for (const [name, loaded] of await graph) whole.set(name, loaded);
      }
      this.#batch = undefined;
      const built = this.#built.then(() => this.#build(whole));
      this.#built = built;
      return built;
    };
    return { graphs, built: collect() };
  }

  /** Loads modules and all that they import. */
  async #graph(names: readonly string[]): Promise<Graph> {
    const graph = new Map<string, Loaded>();
    for (let wanted = names; wanted.length > 0;) {
      const loaded = await Promise.all(
        wanted.map(async (name) => [name, await this.#source(name)] as const),
      );
      for (const [name, source] of loaded) graph.set(name, source);
      const targets = loaded.flatMap(([, source]) => this.#targets(source));
      wanted = [...new Set(targets)].filter((name) => !graph.has(name));
    }
    return graph;
  }

  #source(name: string): Promise<Loaded> {
    let source = this.#sources.get(name);
    if (!source) {
      source = this.#fetch(new URL(name)).catch((error: unknown) => {
        // Whoever asks again may have more luck.
        this.#sources.delete(name);
        return error instanceof Error ? error : new Error(String(error));
      });
      this.#sources.set(name, source);
    }
    return source;
  }

  async #fetch(url: URL): Promise<ModuleSource> {
    const response = await this.#client.fetch(new Request(url), this.#realm.location.href);
    if (!response.ok) throw new Error(`${url.href}: ${response.status}`);
    return readModule(url, await response.text());
  }

  /** The app's modules that a module imports. */
  #targets(loaded: Loaded | undefined): string[] {
    if (!isSource(loaded)) return [];
    return loaded.references
      .filter(({ kind, target }) => kind !== 'self' && this.#client.owns(target))
      .map(({ target }) => target.href);
  }

  /**
   * Makes blobs of all modules of a graph.
   *
   * @returns the modules that can't be loaded, and why
   */
  async #build(graph: Graph): Promise<Broken> {
    let plan = this.#plan(graph, true);
    if (plan.mapped.size > 0 && !(this.#scripts && (await this.#map(plan.mapped, this.#scripts)))) {
      plan = this.#plan(graph, false);
    }
    for (const [name, blob] of plan.blobs) this.#blobs.set(name, blob);
    return plan.broken;
  }

  /**
   * Makes blobs of the modules of a graph that have none yet, those first that others import.
   *
   * @param withCircles whether modules that import each other may do so by way of an import map
   */
  #plan(graph: Graph, withCircles: boolean): Plan {
    const plan: Plan = { blobs: new Map(this.#blobs), broken: new Map(), mapped: new Map() };
    const { blobs, broken, mapped } = plan;
    const addressOf = this.#addresses(broken, blobs);
    const importsOf = (name: string): string[] => this.#targets(graph.get(name));
    for (const group of circles(graph.keys(), importsOf)) {
      if (group.some((name) => blobs.has(name))) continue;
      const members = group.map((name) => graph.get(name));
      const sources = members.filter(isSource);
      let error = members.find((each) => each instanceof Error);
      for (const source of sources) error ??= brokenImport(source, broken);
      const isCircle = group.some((name) => importsOf(name).some((each) => group.includes(each)));
      if (isCircle && !withCircles) error ??= refusal(sources, this.#scripts !== undefined);
      if (error) {
        for (const name of group) broken.set(name, error);
        continue;
      }
      for (const source of sources) {
        const { href } = source.url;
        const blob = this.#blob(source, (target) =>
          group.includes(target.href) ? CIRCLE + target.href : addressOf(target),
        );
        blobs.set(href, blob);
        if (isCircle) mapped.set(CIRCLE + href, blob);
      }
    }
    return plan;
  }

  /**
   * Gives the realm names for modules.
   *
   * @returns whether it takes them
   */
  #map(names: ReadonlyMap<string, string>, scripts: ScriptPlace): Promise<boolean> {
    const probe = `${CIRCLE}probe/${this.#blobs.size}`;
    const imports = { [probe]: this.#blobOf(''), ...Object.fromEntries(names) };
    const map = scripts.createElement();
    map.type = 'importmap';
    map.text = JSON.stringify({ imports });
    Node.prototype.appendChild.call(scripts.root, map);
    map.remove();
    return this.#resolves(probe, scripts);
  }

  /** Whether modules of the realm can import a specifier. */
  #resolves(specifier: string, { createElement, root }: ScriptPlace): Promise<boolean> {
    const script = createElement();
    script.type = 'module';
    script.src = this.#blobOf(`import ${JSON.stringify(specifier)}`);
    return new Promise((resolve) => {
      script.onload = () => resolve(true);
      script.onerror = () => resolve(false);
      Node.prototype.appendChild.call(root, script);
    }).finally(() => script.remove()) as Promise<boolean>;
  }

  /** The addresses to import modules from that have been built. */
  #addresses(broken: Broken, blobs: ReadonlyMap<string, string> = this.#blobs) {
    return ({ href }: URL): string => {
      const error = broken.get(href);
      // Only dynamic imports get here: what imports it statically is broken too.
      return error ? failing(error.message) : (blobs.get(href) ?? href);
    };
  }

  #blob(source: ModuleSource, addressOf: (target: URL) => string): string {
    return this.#blobOf(rewriteModule(source, addressOf));
  }

  /** The address of a module with the given code. The realm's own blobs go with its frame. */
  #blobOf(code: string): string {
    return this.#realm.URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
  }
}

/** Why a module can't be loaded: what befell one that it can't do without. */
function brokenImport({ references }: ModuleSource, broken: Broken): Error | undefined {
  return references
    .filter(({ kind }) => kind === 'static')
    .map(({ target }) => broken.get(target.href))
    .find((error) => error !== undefined);
}

function refusal(sources: readonly ModuleSource[], isLate: boolean): Error {
  const paths = sources.map(({ url }) => url.pathname).sort();
  const reason = isLate ? "this browser can't load any more" : "a worker can't load";
  return new Error(`${paths.join(', ')} import each other, which ${reason}.`);
}

function isSource(loaded: Loaded | undefined): loaded is ModuleSource {
  return loaded !== undefined && !(loaded instanceof Error);
}
