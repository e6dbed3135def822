import { textsOf } from './app-needs.js';
import type { Sources } from './package-source.js';
import type { AppNeeds } from '../protocol.js';
import type { RuntimeFiles } from '../pyodide/runtime-files.js';

/** An import statement's modules: `import a.b, c` and `from a.b import c`. */
const IMPORT = /^[ \t]*(?:import[ \t]+([\w., \t]+)|from[ \t]+(\w[\w.]*)[ \t]+import\b)/gm;

/**
 * Begins to load the packages of Pyodide's distribution that an app seems to need, before Python is up and can
 * tell for sure. What fails here is loaded again when it is needed.
 */
export async function prefetchPackages(
  needs: AppNeeds,
  { store, count, location, files }: Sources,
): Promise<void> {
  const modules = foreignModules(needs, files);
  const requirements = requiredNames(needs);
  if (modules.length === 0 && requirements.length === 0) return;
  const { packages } = await files.lock(count);
  const wanted = new Set<string>();
  const add = (name: string): void => {
    if (wanted.has(name) || !packages[name]) return;
    wanted.add(name);
    packages[name].depends.forEach(add);
  };
  requirements.forEach(add);
  for (const [name, { imports }] of Object.entries(packages)) {
    if (imports.some((module) => modules.includes(module))) add(name);
  }
  const errors = { missing: 'package-invalid', damaged: 'package-hash-mismatch' } as const;
  for (const name of wanted) {
    const { file_name, sha256 } = packages[name] ?? { file_name: '', sha256: '' };
    const url = new URL(file_name, location.packagesURL).href;
    store.loadAhead({ url, sha256, errors });
    const bytecode = files.bytecode(sha256);
    if (bytecode) store.loadAhead(bytecode);
  }
}

/** The top-level modules that an app's Python imports, and that neither the app nor the runtime has. */
export function foreignModules(
  needs: AppNeeds,
  { modules }: Pick<RuntimeFiles, 'modules'>,
): string[] {
  const own = new Set(needs.paths.map((path) => path.replace(/(\/|\.py$).*$/, '')));
  return importedModules(needs).filter((name) => !own.has(name) && !modules.has(name));
}

/** The top-level modules that an app's Python imports. */
function importedModules({ code, files }: AppNeeds): string[] {
  const sources = [
    code,
    ...Object.values(textsOf(files.filter(({ path }) => path.endsWith('.py')))),
  ];
  const found = sources.flatMap((source) =>
    [...source.matchAll(IMPORT)].flatMap(([, list, from]) => from ?? list?.split(',') ?? []),
  );
  const tops = found.map((name) => /^\s*(\w+)/.exec(name)?.[1]);
  return [...new Set(tops)].filter((name) => name !== undefined);
}

/** All words in an app's requirements that may be names of packages, normalized. */
function requiredNames({ code, requirements, files, lock }: AppNeeds): string[] {
  if (lock) return [];
  const listed = files.filter(({ path }) => /^(requirements\.txt|pyproject\.toml)$/.test(path));
  const script = /^# \/\/\/ script$[^]*?^# \/\/\/$/m.exec(code)?.[0] ?? '';
  const texts = [
    ...requirements.map(({ text }) => text),
    ...Object.values(textsOf(listed)),
    script,
  ];
  const words = texts.flatMap((text) => text.match(/[A-Za-z][\w.-]*/g) ?? []);
  return [...new Set(words.map((word) => word.toLowerCase().replace(/[-_.]+/g, '-')))];
}
