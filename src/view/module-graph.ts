import { parse } from 'es-module-lexer';

/** A place in a module's code that names another module, or the module itself (`import.meta.url`). */
interface Reference {
  readonly from: number;
  readonly to: number;
  readonly kind: 'static' | 'dynamic' | 'self';
  /** The address of the module that is named. */
  readonly target: URL;
}

/** A module's code, and what it refers to. */
export interface ModuleSource {
  readonly url: URL;
  readonly code: string;
  readonly references: readonly Reference[];
}

/** Finds what a module refers to by address; bare and computed specifiers are not for us to resolve. */
export function readModule(url: URL, code: string): ModuleSource {
  const references: Reference[] = [];
  for (const { n: specifier, s: from, e: to, d: dynamic } of parse(code, url.href)[0]) {
    const property = '.url';
    if (dynamic === -2) {
      if (!code.startsWith(property, to)) continue;
      references.push({ from, to: to + property.length, kind: 'self', target: url });
    } else if (specifier !== undefined && /^(\.{0,2}\/|https?:)/.test(specifier)) {
      const kind = dynamic > -1 ? 'dynamic' : 'static';
      references.push({ from, to, kind, target: new URL(specifier, url) });
    }
  }
  return { url, code, references };
}

/**
 * A module's code with other addresses in place of those it refers to.
 *
 * @param addressOf the address to import a module from
 */
export function rewriteModule(
  { url, code, references }: ModuleSource,
  addressOf: (target: URL) => string,
): string {
  const parts: string[] = [];
  let end = 0;
  for (const { from, to, kind, target } of references) {
    const address = kind === 'self' ? url.href : addressOf(target);
    // A static specifier stands between quotes, which stay; of the others the whole expression goes.
    parts.push(code.slice(end, from), kind === 'static' ? address : JSON.stringify(address));
    end = to;
  }
  parts.push(code.slice(end), `\n//# sourceURL=${url.href}`);
  return parts.join('');
}

/**
 * Groups of modules that import each other in a circle, each module that does not being a group of its
 * own; every group comes after those it imports. (Tarjan, "Depth-first search and linear graph
 * algorithms", 1972: strongly connected components come out in this order.)
 *
 * @param names where to begin
 * @param importsOf the names that one imports
 */
export function circles(
  names: Iterable<string>,
  importsOf: (name: string) => readonly string[],
): string[][] {
  const groups: string[][] = [];
  const order = new Map<string, number>();
  const grouped = new Set<string>();
  const stack: string[] = [];

  /** Returns the earliest module that `name` leads back to. */
  const visit = (name: string): number => {
    const own = order.size;
    order.set(name, own);
    stack.push(name);
    let earliest = own;
    for (const next of importsOf(name)) {
      if (grouped.has(next)) continue;
      earliest = Math.min(earliest, order.get(next) ?? visit(next));
    }
    if (earliest === own) {
      const group = stack.splice(stack.indexOf(name));
      for (const each of group) grouped.add(each);
      groups.push(group);
    }
    return earliest;
  };
  for (const name of names) if (!order.has(name)) visit(name);
  return groups;
}
