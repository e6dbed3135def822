/** The addresses of a `srcset`, each with its descriptor: `[['/a.png', ' 2x']]`. */
export function candidatesOf(srcset: string): [address: string, descriptor: string][] {
  return [...srcset.matchAll(/([^\s,]\S*[^\s,]|[^\s,])(\s+[^\s,]+)?\s*(?:,|$)/g)].map(
    ([, address = '', descriptor = '']) => [address, descriptor],
  );
}
