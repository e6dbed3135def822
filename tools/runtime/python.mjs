/** The Python of the host, which only downloads: pip with hashes. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * What the Python of a line is to pip: its version, ABI and platform.
 *
 * @param {import('./lines.mjs').Line} line
 * @returns {string[]} Options of pip.
 */
export function targetOf({ python, platform }) {
  const [major, minor] = python.split('.');
  return [
    ['--python-version', `${major}.${minor}`],
    ['--implementation', 'cp'],
    ['--abi', `cp${major}${minor}`],
    ['--platform', platform],
  ].flat();
}

/**
 * Runs pip.
 *
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env] Added to the environment.
 * @returns {Promise<string>} What it printed.
 */
export async function pip(args, env = {}) {
  await requirePython();
  const options = {
    env: { ...process.env, PIP_DISABLE_PIP_VERSION_CHECK: '1', ...env },
    maxBuffer: 2 ** 26,
  };
  const { stdout } = await run('python3', ['-m', 'pip', ...args], options);
  return stdout;
}

async function requirePython() {
  const check = 'import pip, sys; sys.exit(sys.version_info < (3, 11))';
  try {
    await run('python3', ['-c', check]);
  } catch (cause) {
    throw new Error(
      'The build downloads Dash with pip: please install Python 3.11 or newer as python3, with pip ' +
        '(Debian: apt-get install python3 python3-pip).',
      { cause },
    );
  }
}
