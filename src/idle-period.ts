/** Resolves when the page has nothing more urgent to do; where the browser can't tell, after a while. */
export function idlePeriod(): Promise<unknown> {
  return new Promise((resolve) => {
    if ('requestIdleCallback' in window) requestIdleCallback(resolve, { timeout: 5000 });
    else setTimeout(resolve, 50);
  });
}
