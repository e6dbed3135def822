/**
 * Imports a module whose bytes have been checked.
 *
 * @param bytes The bytes, which are what runs, wherever the Content-Security-Policy allows `blob:`.
 * @param url Where they came from; imported instead under a policy that doesn't.
 */
export async function importVerified(
  bytes: Uint8Array<ArrayBuffer>,
  url: string,
): Promise<Record<string, unknown>> {
  const blob = URL.createObjectURL(new Blob([bytes], { type: 'text/javascript' }));
  try {
    return (await import(/* webpackIgnore: true */ blob)) as Record<string, unknown>;
  } catch {
    return (await import(/* webpackIgnore: true */ url)) as Record<string, unknown>;
  } finally {
    URL.revokeObjectURL(blob);
  }
}
