/**
 * Keeps the page from opening tabs while a test runs.
 *
 * @returns the addresses that tabs were to open at, in their order; empty when a test begins
 */
export function watchNewTabs(): readonly string[] {
  const opened: string[] = [];
  const open = window.open.bind(window);

  beforeEach(() => {
    opened.length = 0;
    window.open = (url) => {
      opened.push(String(url));
      return null;
    };
  });

  afterEach(() => {
    window.open = open;
  });

  return opened;
}
