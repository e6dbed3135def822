import type { Dispose } from '../disposable.js';

/** The rules put into the page's document, and how many stylesheets of apps want each. */
const rules = new Map<string, { sheet: CSSStyleSheet; users: number }>();

/**
 * Puts a rule that browsers ignore in shadow trees (`@font-face`, `@property` …) into the page's document.
 * Equal rules are put there once, and taken out with the last user.
 */
export function hoistRule(css: string): Dispose {
  let rule = rules.get(css);
  if (!rule) {
    rule = { sheet: new CSSStyleSheet(), users: 0 };
    rule.sheet.replaceSync(css);
    rules.set(css, rule);
    document.adoptedStyleSheets.push(rule.sheet);
  }
  const { sheet } = rule;
  rule.users++;
  return () => {
    const used = rules.get(css);
    if (!used || --used.users > 0) return;
    rules.delete(css);
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
  };
}
