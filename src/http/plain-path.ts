/** How Dash tells versions of a file from each other, in the name of the file. */
const FINGERPRINT = /\.v[\w-]+m[0-9a-fA-F]+(?=\.[^/]*$)/;

/** The path of a file that is asked for: without a query, escapes, and what Dash puts into its name. */
export function plainPath(target: string): string {
  const path = target.split('?', 1)[0] ?? '';
  return decoded(path).replace(FINGERPRINT, '');
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
