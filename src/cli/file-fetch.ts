import { readFile } from 'node:fs/promises';

/** What Node.js says of files that aren't there. */
const MISSING = ['ENOENT', 'ENOTDIR', 'EISDIR'];

/**
 * Lets `fetch` load files of this machine (`file:`), which that of Node.js doesn't. The address of a folder
 * stands for the `index.html` in it, as on a web server.
 */
export function provideFileFetch(): void {
  const fetchFromNetwork = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    return url.startsWith('file:') ? fetchFile(url) : fetchFromNetwork(input, init);
  };
}

async function fetchFile(url: string): Promise<Response> {
  try {
    return new Response(await readFile(new URL(url.endsWith('/') ? `${url}index.html` : url)));
  } catch (error) {
    if (MISSING.includes((error as NodeJS.ErrnoException).code ?? '')) {
      return new Response(null, { status: 404 });
    }
    throw error;
  }
}
