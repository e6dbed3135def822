import type { AppDefinition } from '../../src/kernel/protocol.js';

/** An app of one file, which needs nothing. */
export function definitionOf(code: string, rest: Partial<AppDefinition> = {}): AppDefinition {
  const { origin } = location;
  return {
    code,
    filename: 'app.py',
    files: [],
    lazyFiles: [],
    folders: [],
    requirements: [],
    lock: null,
    persist: null,
    origin,
    page: `${origin}/`,
    proxy: null,
    ...rest,
  };
}
