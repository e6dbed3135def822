import { decodeText } from '../../decode-text.js';
import type { AppDefinition, AppFile, AppNeeds } from '../protocol.js';

/** Wheels, and source archives by name and version. */
const PACKAGE = /\.whl$|-\d[^/-]*\.tar\.gz$/;

/** Whether a file may say what an app needs, or be what it needs. */
export function isTelling(path: string): boolean {
  return /\.(py|txt|toml)$/.test(path) || PACKAGE.test(path);
}

/** What of an app's definition says which packages it needs. */
export function needsOf(definition: Omit<AppDefinition, 'persist'>): AppNeeds {
  const { code, filename, requirements, lock, snapshot, files, lazyFiles } = definition;
  return {
    code,
    filename,
    requirements,
    lock,
    ...(snapshot && { snapshot }),
    files: files.filter(({ path }) => isTelling(path)),
    paths: [...files, ...lazyFiles].map(({ path }) => path),
  };
}

/** The needs of an app that needs a module besides, as if its main file imported it; the same, where it does so. */
export function needing(needs: AppNeeds, module: string): AppNeeds {
  const line = `\nimport ${module}`;
  return needs.code.includes(line) ? needs : { ...needs, code: needs.code + line };
}

/** Whether an app says itself what it needs, otherwise than by its imports. */
export function saysNeeds({ code, requirements, lock, paths }: AppNeeds): boolean {
  return (
    requirements.length > 0 ||
    lock !== null ||
    code.includes('# /// script') ||
    paths.some((path) => path === 'requirements.txt' || path === 'pyproject.toml')
  );
}

/** The texts of the files of an app that may say what it needs, by path. */
export function textsOf(files: readonly AppFile[]): Record<string, string> {
  const texts = files.filter(({ path }) => !PACKAGE.test(path));
  return Object.fromEntries(texts.map(({ path, content }) => [path, decodeText(content)]));
}
