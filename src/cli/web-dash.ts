/** The command `web-dash`. */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { pathToFileURL } from 'node:url';

import { WebDashError } from '../errors.js';
import { kernelLocation } from '../kernel-location.js';
import type { Progress, RuntimeLocation } from '../kernel/protocol.js';
import { provideFileFetch } from './file-fetch.js';
import { readNeeds } from './read-project.js';
import { makeLock } from './write-lock.js';

const HELP = `Usage: web-dash lock [options] <app.py or folder>

Writes the lock of an app: which packages it has, with addresses and hashes. Named by the
lock attribute of <web-dash>, it gives the app the same packages ever after.

Give the folder of an app that has other files than app.py: requirements.txt, modules …

Options:
  -o, --output <file>        where to write the lock; files of this machine are named relative
                             to its folder (default: web-dash.lock.json)
  -r, --requirement <file>   what the app needs besides, in the form of pip's requirements.txt;
                             may be given several times
      --pyodide-url <url>    folder of a Pyodide with its packages, as the attribute pyodide-url;
                             an address or a path (default: the built-in one)
      --index-url <url>      index of packages, as the attribute index-url; an address or a path
                             (default: PyPI)
  -h, --help                 show this
`;

const OPTIONS = {
  output: { type: 'string', short: 'o', default: 'web-dash.lock.json' },
  requirement: { type: 'string', short: 'r', multiple: true, default: [] as string[] },
  'pyodide-url': { type: 'string' },
  'index-url': { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

const STAGES: Partial<Record<Progress['stage'], string>> = {
  download: 'Loading the runtime …',
  interpreter: 'Starting Python …',
  packages: 'Finding packages …',
};

/** The command was called otherwise than it can be. */
class UsageError extends Error {}

async function main(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true });
  const [command, app, ...others] = positionals;
  if (values.help) {
    console.log(HELP.trimEnd());
    return;
  }
  if (command !== 'lock' || app === undefined || others.length > 0) {
    throw new UsageError('There is one command, lock, and it takes one app.');
  }
  provideFileFetch();
  const { output, requirement } = values;
  const needs = await readNeeds(app, requirement);
  const lock = await makeLock(needs, locationOf(values), output, {
    onprogress: stageTeller(),
    // What comes as information is that a lock should be made.
    output: (level, text) => level !== 'info' && console.error(text),
  });
  await writeFile(output, lock);
  const { packages } = JSON.parse(lock) as { packages: object };
  console.error(`${output}: ${Object.keys(packages).length} packages`);
}

/** Where all is: what belongs to this command beside it, in `dist/`. */
function locationOf(values: {
  readonly 'pyodide-url'?: string;
  readonly 'index-url'?: string;
}): RuntimeLocation {
  const folders = {
    runtimeURL: null,
    pyodideURL: addressOf(values['pyodide-url']),
    indexURL: addressOf(values['index-url']),
    mirror: null,
  };
  return kernelLocation(new URL('./', import.meta.url).href, folders, import.meta.url);
}

/** The absolute address that an argument gives: as such, or as a path. */
function addressOf(argument: string | undefined): string | null {
  if (argument === undefined) return null;
  return /^(https?|file):/.test(argument) ? argument : pathToFileURL(argument).href;
}

/** Tells of each stage as it begins. */
function stageTeller(): (progress: Progress) => void {
  let told: string | undefined;
  return ({ stage }) => {
    const text = STAGES[stage];
    if (text === told || text === undefined) return;
    told = text;
    console.error(text);
  };
}

/** What went wrong, in a sentence; of a bug, where. */
function describe(error: unknown): string {
  if (error instanceof WebDashError) return `${error.message} (${error.code})`;
  const { code, message, stack } = error as NodeJS.ErrnoException;
  // Of parseArgs, and of the operating system.
  if (error instanceof UsageError || code?.startsWith('ERR_PARSE_ARGS')) {
    return `${message} web-dash --help tells more.`;
  }
  return code === undefined ? (stack ?? message) : message;
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error(`web-dash: ${describe(error)}`);
  process.exitCode = 1;
}
