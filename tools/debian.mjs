/** Installs Debian packages where this process may. */
import { execFileSync } from 'node:child_process';

/**
 * @param {readonly string[]} packages
 * @throws {Error} Says why they could not be installed.
 */
export function installDebianPackages(packages) {
  const prefix = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  /** @param {string[]} command */
  const run = (...command) => {
    const [program = '', ...rest] = [...prefix, ...command];
    execFileSync(program, rest, { stdio: ['ignore', 'inherit', 'inherit'] });
  };
  try {
    if (prefix.length > 0) execFileSync('sudo', ['-n', 'true'], { stdio: 'ignore' });
    execFileSync('apt-get', ['--version'], { stdio: 'ignore' });
  } catch (cause) {
    throw new Error('Only root, or sudo without a password, can install it, and only on Debian.', {
      cause,
    });
  }
  console.log(`Installing ${packages.join(' ')} …`);
  run('apt-get', 'update', '-q');
  run(
    ...['env', 'DEBIAN_FRONTEND=noninteractive'],
    ...['apt-get', 'install', '-y', '-q', '--no-install-recommends', ...packages],
  );
}
