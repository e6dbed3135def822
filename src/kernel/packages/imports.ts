import type { AppDefinition } from '../protocol.js';

/**
 * Whether any of some modules is named in an app's Python. A name in a string counts as well, as it may be
 * given to `importlib`: to load a package in vain costs less than to miss one.
 */
export function mentionsAny(
  modules: readonly string[],
  { code, files }: Pick<AppDefinition, 'code' | 'files'>,
): boolean {
  const decoder = new TextDecoder();
  const python = files.filter(({ path }) => path.endsWith('.py'));
  const sources = [code, ...python.map(({ content }) => decoder.decode(content))];
  const words = new Set(sources.flatMap((source) => source.match(/\w+/g) ?? []));
  return modules.some((name) => words.has(name));
}
