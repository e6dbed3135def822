/**
 * Fits an XPath expression to a shadow tree: paths from the root begin at the node that stands above the
 * app's `<html>`, and attributes that name resources are those that the app wrote (see `ADDRESS_NAMESPACE`).
 */
export function rewriteXPath(expression: string): string {
  return expression.replace(
    /"[^"]*"|'[^']*'|@(href|src)\b|(^|[|(])(\s*)(?=\/)/g,
    (text, attribute?: string, before?: string, space?: string) => {
      if (attribute) return `@*[local-name()="${attribute}"]`;
      return before === undefined ? text : `${before}${space}.`;
    },
  );
}

/** Whether an expression is a path from the root. */
export function isAbsolute(expression: string): boolean {
  return /^[\s(]*\//.test(expression);
}
