/** A file of the front end, as a page of Dash names it: its path with its version and the time of its change. */
const VERSIONED = /\/_dash-component-suites\/([^"'?\s]+?)\.v([\w-]+)m[0-9a-f]+(\.[^"'?\s/]*)/gi;

/**
 * What of its front end a page loads in another version than a recorded page: a file, with both versions; `null` for
 * none. A page in debug mode loads other files besides.
 *
 * @param recorded the recorded page
 * @param page the same page, as the app gives it now
 */
export function versionDifference(recorded: string, page: string): string | null {
  const before = versionsOf(recorded);
  for (const [path, version] of versionsOf(page)) {
    const old = before.get(path) ?? version;
    if (old !== version) return `${path} (${version} in place of ${old})`;
  }
  return null;
}

function versionsOf(page: string): Map<string, string> {
  const found = page.matchAll(VERSIONED);
  return new Map(
    Array.from(found, ([, path = '', version = '', end = '']) => [
      path + end,
      version.replaceAll('_', '.'),
    ]),
  );
}
