import { tokenize, TokenType, type CSSToken } from '@csstools/css-tokenizer';

/** What a stylesheet names: another stylesheet, or anything else (an image, a font). */
export type URLKind = 'import' | 'resource';

/** A stylesheet fit for a shadow tree. */
export interface Rewritten {
  readonly css: string;
  /** Rules that browsers heed only in the document itself. */
  readonly hoisted: readonly string[];
}

/**
 * Without one of these there is nothing to rewrite, apart from units. Of the addresses that stay, `data:,` alone may
 * stand for one of the app's.
 */
const WORTH_READING =
  /:root|:host|url\((?!\s*["']?(?:data:[^,]|#))|@import|@font-|@property|@counter-style|\[\s*(?:href|src)\b/i;

/** At-rules that some browser at least ignores in shadow trees. */
const HOISTED = new Set([
  'counter-style',
  'font-face',
  'font-feature-values',
  'font-palette-values',
  'property',
]);

/** Units of which the app has its own: see `own-units.ts`. */
export type Units = ReadonlySet<string>;

export const NO_UNITS: Units = new Set();

/** What holds the app's own length of a unit; `font-` and the unit, what that is in a font's size. */
export const lengthProperty = (unit: string): string => `--web-dash-${unit}`;

/**
 * The namespace of the attributes that keep what the app set `href` or `src` to, where the browser is given a
 * blob instead: without a prefix they are written as these are, and selectors find them in any namespace.
 */
export const ADDRESS_NAMESPACE = 'web-dash';

/**
 * Stands for `:root`, which matches nothing in a shadow tree: the one `<html>` there, with the
 * specificity of a pseudo-class.
 */
export const ROOT = ':where(html):first-of-type';

const CANVAS = 'web-dash-canvas';

/**
 * Keeps `:host`, which on a page matches nothing outside of shadow trees, from the app's element: it is for those of
 * the app that have shadow trees of their own.
 */
const IN_APP = `:where(${CANVAS} *)`;

/**
 * Rewrites a selector for the app's shadow tree, as {@link rewriteCSS} does those of stylesheets.
 */
export function rewriteSelector(selector: string): string {
  return rewriteCSS(selector, (url) => url).css;
}

/** An address in a stylesheet, in whose place something else is to stand. */
interface Address {
  readonly url: string;
  readonly kind: URLKind;
  /** Whether it stands in a `url(…)` without quotes. */
  readonly isBare: boolean;
}

/** A text whose addresses are still to be replaced. */
type Template = readonly (string | Address)[];

/** A stylesheet that is rewritten but for its addresses. */
interface SheetTemplate {
  readonly css: Template;
  readonly hoisted: readonly Template[];
}

/** From this length on a stylesheet is read once for all apps of a page. */
const LARGE = 1000;

/** So many large stylesheets are remembered. */
const REMEMBERED = 64;

/** What was last made of large stylesheets, for each set of units. */
const templates = new WeakMap<Units, Map<string, SheetTemplate>>();

/**
 * Rewrites a stylesheet for the app's shadow tree. A text that has been rewritten is left as it is.
 *
 * @param replaceURL what stands in for an address, given as written
 * @param units units that are lengths of the app's own
 */
export function rewriteCSS(
  css: string,
  replaceURL: (url: string, kind: URLKind) => string,
  units: Units = NO_UNITS,
): Rewritten {
  if (!WORTH_READING.test(css) && !usesUnits(css, units)) return { css, hoisted: [] };
  const template = templateOf(css, units);
  const filled = (parts: Template): string =>
    parts.map((part) => (typeof part === 'string' ? part : replaced(part))).join('');
  const replaced = ({ url, kind, isBare }: Address): string => {
    const text = quote(replaceURL(url, kind));
    return isBare ? `url(${text})` : text;
  };
  return { css: filled(template.css), hoisted: template.hoisted.map(filled) };
}

function templateOf(css: string, units: Units): SheetTemplate {
  if (css.length < LARGE) return read(css, units);
  const known = templates.get(units) ?? new Map<string, SheetTemplate>();
  templates.set(units, known);
  const template = known.get(css) ?? read(css, units);
  known.delete(css);
  known.set(css, template);
  const [oldest] = known.keys();
  if (known.size > REMEMBERED && oldest !== undefined) known.delete(oldest);
  return template;
}

function read(css: string, units: Units): SheetTemplate {
  const tokens = tokenize({ css });
  const hoisted: Template[] = [];
  const out: (string | Address)[] = [];
  /** Where an at-rule that is to be hoisted began in `out`, and how many braces were open. */
  let block: { start: number; depth: number } | undefined;
  let depth = 0;
  let isImport = false;
  /** Imports after a block count for nothing. */
  let mayImport = true;
  /** Conditions of at-rules can't hold what stands for a unit. */
  let isCondition = false;
  let property = '';
  /** The last tokens of arguments of `:host(…)`. */
  const hosts = new Set<number>();
  tokens.forEach((token, at) => {
    const [type, text] = token;
    let written: string | Address = text;
    if (type === TokenType.AtKeyword) {
      const name = token[4].value.toLowerCase();
      isImport = name === 'import';
      isCondition = true;
      if (HOISTED.has(name) && !block) block = { start: out.length, depth };
    } else if (isImport && !mayImport && (type === TokenType.URL || type === TokenType.String)) {
      // Nobody loads it.
    } else if (type === TokenType.URL) {
      const kind = isImport ? 'import' : 'resource';
      written = { url: token[4].value, kind, isBare: true };
    } else if (type === TokenType.String) {
      if (isImport) written = { url: token[4].value, kind: 'import', isBare: false };
      else if (isURLFunction(tokens, at)) {
        written = { url: token[4].value, kind: 'resource', isBare: false };
      }
    } else if (type === TokenType.Ident && isAddressSelector(tokens, at)) {
      // In any namespace: see `ADDRESS_NAMESPACE`.
      written = `*|${text}`;
    } else if (type === TokenType.Colon && isIdent(tokens[at + 1], 'root')) {
      written = tokens[at - 1]?.[0] === TokenType.Colon ? text : ROOT;
    } else if (type === TokenType.Ident && out.at(-1) === ROOT && isIdent(token, 'root')) {
      written = '';
    } else if (isHost(tokens, at)) {
      if (type === TokenType.Ident) written = `${text}(${IN_APP})`;
      else hosts.add(lastArgument(tokens, at));
    } else if (type === TokenType.Ident && isProperty(tokens, at)) {
      property = token[4].value.toLowerCase();
    } else if (type === TokenType.Dimension && !isCondition) {
      const unit = token[4].unit.toLowerCase();
      if (units.has(unit)) written = ownLength(token[4].value, unit, property);
    } else if (type === TokenType.OpenCurly) {
      depth++;
      mayImport = false;
      isCondition = false;
    } else if (type === TokenType.CloseCurly) {
      depth--;
    } else if (type === TokenType.Semicolon) {
      isImport = false;
      isCondition = false;
    }
    out.push(written);
    if (hosts.has(at)) out.push(IN_APP);
    if (block && type === TokenType.CloseCurly && depth === block.depth) {
      hoisted.push(joined(out.splice(block.start)));
      block = undefined;
    }
  });
  return { css: joined(out), hoisted };
}

/** A template with as few texts as can be. */
function joined(parts: Template): Template {
  const result: (string | Address)[] = [];
  for (const part of parts) {
    const last = result.at(-1);
    if (typeof part === 'string' && typeof last === 'string') result.splice(-1, 1, last + part);
    else result.push(part);
  }
  return result;
}

/** What finds lengths in units, for each set of them. */
const lengths = new WeakMap<Units, RegExp>();

/** Whether a text may hold lengths in some units. */
export function usesUnits(css: string, units: Units): boolean {
  if (units.size === 0) return false;
  const length = lengths.get(units) ?? new RegExp(`\\d(?:${[...units].join('|')})\\b`, 'i');
  lengths.set(units, length);
  return length.test(css);
}

/** A length in a unit of the app's own. */
function ownLength(value: number, unit: string, property: string): string {
  const isFont = property === 'font-size' || property === 'font';
  return `calc(${value} * var(${lengthProperty(isFont ? `font-${unit}` : unit)}))`;
}

/** Gives lengths in units of the app's own back as they were written. */
export function restoreUnits(css: string): string {
  return css.replace(/calc\(([-+.\de]+) \* var\(--web-dash-(?:font-)?(\w+)\)\)/g, '$1$2');
}

/** Whether the token at `at` is the name in `:host`, `:host(…)` or `:host-context(…)`, rather than in `--x:host`. */
function isHost(tokens: readonly CSSToken[], at: number): boolean {
  const token = tokens[at];
  const isName =
    isIdent(token, 'host') ||
    (token?.[0] === TokenType.Function && /^host(?:-context)?$/i.test(token[4].value));
  if (!isName || tokens[at - 1]?.[0] !== TokenType.Colon) return false;
  return tokens[at - 2]?.[0] !== TokenType.Ident || !isProperty(tokens, at - 2);
}

/** Where the arguments of a function end that begins at `at`; `-1` if they are kept from the app's element. */
function lastArgument(tokens: readonly CSSToken[], at: number): number {
  let last = -1;
  let depth = 1;
  for (let next = at + 1; next < tokens.length; next++) {
    const token = tokens[next];
    const type = token?.[0];
    if (isIdent(token, CANVAS)) return -1;
    if (type === TokenType.Function || type === TokenType.OpenParen) depth++;
    if (type === TokenType.CloseParen) depth--;
    if (depth === 0) return last;
    if (type !== TokenType.Whitespace && type !== TokenType.Comment) last = next;
  }
  return -1;
}

/** Whether the token at `at` begins a declaration. */
function isProperty(tokens: readonly CSSToken[], at: number): boolean {
  const before = skipped(tokens, at, -1)?.[0];
  const begins =
    before === undefined ||
    before === TokenType.OpenCurly ||
    before === TokenType.CloseCurly ||
    before === TokenType.Semicolon;
  return begins && skipped(tokens, at, 1)?.[0] === TokenType.Colon;
}

/** The next token in a direction that is neither white space nor a comment. */
function skipped(tokens: readonly CSSToken[], at: number, step: 1 | -1): CSSToken | undefined {
  let next = at + step;
  while (tokens[next]?.[0] === TokenType.Whitespace || tokens[next]?.[0] === TokenType.Comment) {
    next += step;
  }
  return tokens[next];
}

function isIdent(token: CSSToken | undefined, value: string): boolean {
  return token?.[0] === TokenType.Ident && token[4].value.toLowerCase() === value;
}

/** Whether the token at `at` names, in a selector, an attribute in which the browser is given a blob. */
function isAddressSelector(tokens: readonly CSSToken[], at: number): boolean {
  if (!isIdent(tokens[at], 'href') && !isIdent(tokens[at], 'src')) return false;
  return skipped(tokens, at, -1)?.[0] === TokenType.OpenSquare;
}

/** Whether the token at `at` is the first argument of `url(` or `src(`. */
function isURLFunction(tokens: readonly CSSToken[], at: number): boolean {
  const token = skipped(tokens, at, -1);
  return token?.[0] === TokenType.Function && /^(url|src)$/i.test(token[4].value);
}

function quote(url: string): string {
  return `"${url.replace(/["\\\n]/g, (character) => `\\${character.charCodeAt(0).toString(16)} `)}"`;
}
