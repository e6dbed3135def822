/**
 * Finds the browsers that the tests drive, and installs Debian's packages where some are missing and
 * this process may.
 */
import { accessSync, constants, readdirSync } from 'node:fs';
import path from 'node:path';

import { installDebianPackages } from './debian.mjs';

/**
 * @typedef {object} Requirement
 * @property {string} title What a person calls it.
 * @property {string} variable The environment variable that names its executable.
 * @property {readonly string[]} commands Its names on the PATH, the preferred one first.
 * @property {string} debian The Debian package that holds it.
 */

/** @satisfies {Record<string, Requirement>} */
const REQUIREMENTS = {
  chromium: {
    title: 'Chromium',
    variable: 'CHROME_PATH',
    commands: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'],
    debian: 'chromium',
  },
  firefox: {
    title: 'Firefox',
    variable: 'FIREFOX_PATH',
    commands: ['firefox-esr', 'firefox'],
    debian: 'firefox-esr',
  },
  webkitDriver: {
    title: 'WebKitGTK’s driver',
    variable: 'WEBKIT_DRIVER_PATH',
    commands: ['WebKitWebDriver'],
    debian: 'webkit2gtk-driver',
  },
  webkitBrowser: {
    title: 'WebKitGTK’s MiniBrowser',
    variable: 'WEBKIT_BROWSER_PATH',
    commands: ['MiniBrowser'],
    debian: 'webkit2gtk-driver',
  },
  xvfb: {
    title: 'Xvfb',
    variable: 'XVFB_PATH',
    commands: ['Xvfb'],
    debian: 'xvfb',
  },
};

/** @typedef {keyof typeof REQUIREMENTS} ProgramName */

/**
 * Finds programs, and installs the missing ones if that is possible.
 *
 * @param {readonly ProgramName[]} names
 * @returns {{ found: Partial<Record<ProgramName, string>>, problems: string[] }} Paths of the
 *   executables, and for each missing program a sentence that says what to do.
 */
export function provideBrowsers(names) {
  const missing = names.filter((name) => findProgram(name) === undefined);
  // Where the environment names a program, another one would be the wrong one.
  const installable = missing.filter((name) => !process.env[REQUIREMENTS[name].variable]);
  const trouble = installable.length > 0 ? install(installable) : undefined;

  /** @type {Partial<Record<ProgramName, string>>} */
  const found = {};
  const problems = [];
  for (const name of names) {
    const program = findProgram(name);
    if (program !== undefined) found[name] = program;
    else problems.push(describeMissing(name, trouble));
  }
  return { found, problems };
}

/**
 * @param {ProgramName} name
 * @param {string | undefined} trouble Why it could not be installed.
 */
function describeMissing(name, trouble) {
  const { title, variable, debian } = REQUIREMENTS[name];
  const named = process.env[variable];
  if (named) return `${title}: ${variable} names no executable file: ${named}`;
  const advice = `Install it (Debian: apt-get install ${debian}) or name its executable in ${variable}.`;
  return [`${title} is missing.`, advice, trouble].filter(Boolean).join(' ');
}

/**
 * @param {ProgramName} name
 * @returns {string | undefined} The path of its executable.
 */
export function findProgram(name) {
  const { variable, commands } = REQUIREMENTS[name];
  const named = process.env[variable];
  if (named) return isExecutable(named) ? named : undefined;
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  if (name === 'webkitBrowser') folders.push(...webkitFolders());
  return commands
    .flatMap((command) => folders.map((folder) => path.join(folder, command)))
    .find(isExecutable);
}

/** Debian keeps MiniBrowser off the PATH, in /usr/lib/<architecture>/webkit2gtk-<api>/. */
function webkitFolders() {
  const parents = subfolders('/usr/lib').filter((folder) => /-linux-gnu/.test(folder));
  return parents.flatMap(subfolders).filter((folder) => /\/webkit2?gtk-[\d.]+$/.test(folder));
}

/** @param {string} folder */
function subfolders(folder) {
  try {
    return readdirSync(folder).map((name) => path.join(folder, name));
  } catch {
    return [];
  }
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * @param {readonly ProgramName[]} names
 * @returns {string | undefined} Why nothing could be installed.
 */
function install(names) {
  try {
    installDebianPackages([...new Set(names.map((name) => REQUIREMENTS[name].debian))]);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
