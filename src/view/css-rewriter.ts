import { tokenize, TokenType, type CSSToken } from '@csstools/css-tokenizer';

/** What a stylesheet names: another stylesheet, or anything else (an image, a font). */
export type URLKind = 'import' | 'resource';

/** A stylesheet fit for a shadow tree. */
export interface Rewritten {
  readonly css: string;
  /** `@font-face` and `@property` rules, which browsers heed only in the document itself. */
  readonly hoisted: readonly string[];
}

/** Without one of these there is nothing to rewrite. */
const WORTH_READING = /:root|url\(|@import|@font-face|@property|\[\s*(?:href|src)\b/i;

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

/**
 * Rewrites a selector for the app's shadow tree, as {@link rewriteCSS} does those of stylesheets.
 */
export function rewriteSelector(selector: string): string {
  return rewriteCSS(selector, (url) => url).css;
}

/**
 * Rewrites a stylesheet for the app's shadow tree. A text that has been rewritten is left as it is.
 *
 * @param replaceURL what stands in for an address, given as written
 */
export function rewriteCSS(
  css: string,
  replaceURL: (url: string, kind: URLKind) => string,
): Rewritten {
  if (!WORTH_READING.test(css)) return { css, hoisted: [] };
  const tokens = tokenize({ css });
  const hoisted: string[] = [];
  const out: string[] = [];
  /** Where an at-rule that is to be hoisted began in `out`, and how many braces were open. */
  let block: { start: number; depth: number } | undefined;
  let depth = 0;
  let isImport = false;
  tokens.forEach((token, at) => {
    const [type, text] = token;
    let written: string = text;
    if (type === TokenType.AtKeyword) {
      const name = token[4].value.toLowerCase();
      isImport = name === 'import';
      if ((name === 'font-face' || name === 'property') && !block) {
        block = { start: out.length, depth };
      }
    } else if (type === TokenType.URL) {
      written = `url(${quote(replaceURL(token[4].value, isImport ? 'import' : 'resource'))})`;
    } else if (type === TokenType.String) {
      if (isImport) written = quote(replaceURL(token[4].value, 'import'));
      else if (isURLFunction(tokens, at)) {
        written = quote(replaceURL(token[4].value, 'resource'));
      }
    } else if (type === TokenType.Ident && isAddressSelector(tokens, at)) {
      // In any namespace: see `ADDRESS_NAMESPACE`.
      written = `*|${text}`;
    } else if (type === TokenType.Colon && isIdent(tokens[at + 1], 'root')) {
      written = tokens[at - 1]?.[0] === TokenType.Colon ? text : ROOT;
    } else if (type === TokenType.Ident && out.at(-1) === ROOT && isIdent(token, 'root')) {
      written = '';
    } else if (type === TokenType.OpenCurly) {
      depth++;
    } else if (type === TokenType.CloseCurly) {
      depth--;
    } else if (type === TokenType.Semicolon) {
      isImport = false;
    }
    out.push(written);
    if (block && type === TokenType.CloseCurly && depth === block.depth) {
      hoisted.push(out.splice(block.start).join(''));
      block = undefined;
    }
  });
  return { css: out.join(''), hoisted };
}

function isIdent(token: CSSToken | undefined, value: string): boolean {
  return token?.[0] === TokenType.Ident && token[4].value.toLowerCase() === value;
}

/** Whether the token at `at` names, in a selector, an attribute in which the browser is given a blob. */
function isAddressSelector(tokens: readonly CSSToken[], at: number): boolean {
  if (!isIdent(tokens[at], 'href') && !isIdent(tokens[at], 'src')) return false;
  const before = tokens[at - 1]?.[0] === TokenType.Whitespace ? at - 2 : at - 1;
  return tokens[before]?.[0] === TokenType.OpenSquare;
}

/** Whether the token at `at` is the first argument of `url(` or `src(`. */
function isURLFunction(tokens: readonly CSSToken[], at: number): boolean {
  let before = at - 1;
  while (tokens[before]?.[0] === TokenType.Whitespace) before--;
  const token = tokens[before];
  return token?.[0] === TokenType.Function && /^(url|src)$/i.test(token[4].value);
}

function quote(url: string): string {
  return `"${url.replace(/["\\\n]/g, (character) => `\\${character.charCodeAt(0).toString(16)} `)}"`;
}
