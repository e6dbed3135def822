import type { Disposables } from '../disposable.js';
import type { AppDocument } from './app-document.js';
import { lengthProperty } from './css-rewriter.js';
import { hoistRule } from './hoisted-rules.js';

/** Units that browsers take from the page's root. */
export const OWN_UNITS = new Set(['rem']);

const REM = lengthProperty('rem');
const FONT_REM = lengthProperty('font-rem');

/**
 * Makes the app's own `rem` known to its styles: an inherited length, so that it follows the font size of
 * the app's `<html>`, whatever sets that. A root's own font size can't be in lengths that depend on it: there,
 * as in CSS, a `rem` is what fonts are at first.
 */
export function defineOwnUnits({ base }: AppDocument, disposables: Disposables): void {
  for (const name of [REM, FONT_REM]) {
    disposables.add(
      hoistRule(`@property ${name} { syntax: "<length>"; inherits: true; initial-value: 16px }`),
    );
  }
  base.textContent += `
    web-dash-canvas { ${FONT_REM}: 1em }
    :where(html) { ${REM}: 1em }
    :where(html) > * { ${FONT_REM}: var(${REM}) }
  `;
}

/**
 * Rewrites the declarations of rules in place, wherever they came from.
 *
 * @param rewrite gives the same text where there is nothing to rewrite
 */
export function rewriteDeclarations(
  { cssRules }: { readonly cssRules: CSSRuleList },
  rewrite: (declarations: string) => string,
): void {
  for (const rule of cssRules) {
    if ('style' in rule && rule.style instanceof CSSStyleDeclaration) {
      const { cssText } = rule.style;
      const rewritten = rewrite(cssText);
      if (rewritten !== cssText) rule.style.cssText = rewritten;
    }
    const inner = rule instanceof CSSImportRule ? rule.styleSheet : rule;
    if (inner && 'cssRules' in inner && isReadable(inner)) {
      rewriteDeclarations(inner, rewrite);
    }
  }
}

/** Whether the rules of a stylesheet may be read: those of another origin may not. */
export function isReadable(sheet: object): boolean {
  try {
    return Boolean((sheet as CSSStyleSheet).cssRules);
  } catch {
    return false;
  }
}
