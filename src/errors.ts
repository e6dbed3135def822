/**
 * What can go wrong, by code: the heading a reader sees and what the person who can act should do.
 * Whether a retry can help is part of the entry.
 */
export const ERRORS = {
  'source-missing': {
    title: 'No app to run',
    help: 'Give <web-dash> a src attribute, or put the Python code between its tags.',
    retry: false,
  },
  'source-not-found': {
    title: 'The app’s file could not be loaded',
    help: 'Check its address, and that the server allows this page to read it (CORS).',
    retry: true,
  },
  'source-invalid': {
    title: 'A file of the app cannot have that name',
    help: 'The name of a file is a path below the app’s folder, and no other file’s, nor a part of one.',
    retry: true,
  },
  'archive-invalid': {
    title: 'An archive of the app can’t be unpacked',
    help: 'Make it anew, as zip, tar or tar.gz, and look that all of it is on the server.',
    retry: true,
  },
  'archive-too-large': {
    title: 'An archive of the app unpacks to too much',
    help: 'Give large files by addresses of their own, with the attribute lazy where they needn’t be read as a whole.',
    retry: true,
  },
  'manifest-invalid': {
    title: 'The app’s manifest is not as it should be',
    help: 'A manifest is JSON: {"main": "app.py", "files": ["utils.py"], "requirements": ["pandas"]}.',
    retry: true,
  },
  'main-not-found': {
    title: 'The app’s files have no main file',
    help: 'Name it app.py, at the top of the project, or name it in a manifest: {"main": "…", "archives": ["…"]}.',
    retry: true,
  },
  'main-ambiguous': {
    title: 'Several of the app’s files could be the main file',
    help: 'Name it app.py, at the top of the project, or name it in a manifest: {"main": "…", "archives": ["…"]}.',
    retry: true,
  },
  'proxy-invalid': {
    title: 'The proxy has no valid address',
    help: 'The proxy attribute takes an address, in which {url} stands for that of a request.',
    retry: false,
  },
  'python-syntax': {
    title: 'The app’s Python has a syntax error',
    help: 'Mend the line shown below.',
    retry: true,
  },
  'python-exception': {
    title: 'The app stopped with an exception while starting',
    help: 'The traceback below names the line.',
    retry: true,
  },
  'app-not-found': {
    title: 'The file defines no app',
    help: 'Create one at the top level, for instance app = dash.Dash(__name__), or call app.run().',
    retry: true,
  },
  'app-ambiguous': {
    title: 'The file defines several apps and runs none',
    help: 'Call app.run() on the one to show, or name it app.',
    retry: true,
  },
  'package-missing': {
    title: 'A Python package is missing',
    help: 'What a package is called differs at times from the module that it brings: PyYAML brings yaml.',
    retry: true,
  },
  'package-not-found': {
    title: 'There is no such Python package',
    help: 'Check its name. Packages of a private index need its address, in the index-url attribute.',
    retry: true,
  },
  'package-unavailable': {
    title: 'A package has no version that runs in the browser',
    help: 'Ask for another version. What is not pure Python needs a wheel for WebAssembly.',
    retry: true,
  },
  'package-conflict': {
    title: 'Packages cannot be installed together',
    help: 'Loosen the versions that exclude each other.',
    retry: true,
  },
  'package-invalid': {
    title: 'A package could not be installed',
    help: 'Wheels (.whl) and source archives (.tar.gz) that the requirements name must be whole, be pure Python or made for WebAssembly, and be ones that this page may read (CORS).',
    retry: true,
  },
  'package-hash-mismatch': {
    title: 'A package is not the one that was asked for',
    help: 'Its checksum differs from the one that is required. Write the requirement or the lock anew only if you trust the file.',
    retry: true,
  },
  'index-unreachable': {
    title: 'The package index could not be reached',
    help: 'Try again later. With a lock no index is needed.',
    retry: true,
  },
  'requirements-invalid': {
    title: 'The app’s requirements cannot be met',
    help: 'They have the form of pip’s requirements.txt. In a browser only wheels (.whl) and source archives (.tar.gz) can be installed.',
    retry: true,
  },
  'lock-invalid': {
    title: 'The app’s lock does not fit',
    help: 'Write it anew, for the Pyodide that runs here: npx web-dash lock, or await element.createLock() of the app without a lock.',
    retry: true,
  },
  'runtime-not-found': {
    title: 'A file of the runtime could not be loaded',
    help: 'Check that all of dist/ is on the server, and the runtime-url and pyodide-url attributes.',
    retry: true,
  },
  'runtime-corrupt': {
    title: 'A file of the runtime is damaged',
    help: 'Its checksum differs from the manifest. Copy all of dist/ anew, and empty caches on the way.',
    retry: true,
  },
  'pyodide-unsupported': {
    title: 'This version of Pyodide can’t be used',
    help: 'Let the pyodide-url attribute name the folder of a version that is supported, or leave it out.',
    retry: true,
  },
  'wasm-unavailable': {
    title: 'This browser cannot run WebAssembly here',
    help: 'Use a current browser, or lift the setting that turns WebAssembly off.',
    retry: false,
  },
  'wasm-forbidden': {
    title: 'The page’s Content-Security-Policy forbids WebAssembly',
    help: "Add 'wasm-unsafe-eval' to script-src of the page’s Content-Security-Policy.",
    retry: false,
  },
  'worker-forbidden': {
    title: 'The page may not start a worker',
    help: 'Allow the script’s origin in worker-src of the page’s Content-Security-Policy; where it isn’t the page’s own, blob: too.',
    retry: false,
  },
  'kernel-died': {
    title: 'Python stopped unexpectedly',
    help: 'Start the app again. If it happens at the same place each time, look at the console.',
    retry: true,
  },
  'persist-full': {
    title: 'The app’s files could not be saved: there is no space left',
    help: 'Remove files of the app, or what other pages of this site keep in the browser.',
    retry: false,
  },
  'persist-conflict': {
    title: 'The app’s files were saved elsewhere meanwhile',
    help: 'Close the app in other tabs, and reload this page: then it goes on with what they saved.',
    retry: true,
  },
  'persist-failed': {
    title: 'The app’s files can’t be kept',
    help: 'The browser may forbid storage here (private windows, blocked cookies). element.reload({ forget: true }) gives up what is damaged.',
    retry: true,
  },
  timeout: {
    title: 'Starting took too long',
    help: 'The network or the device may be slow. Try again.',
    retry: true,
  },
  'view-failed': {
    title: 'The app’s page could not be shown',
    help: 'Look at the console for the first error.',
    retry: true,
  },
} as const satisfies Record<string, { title: string; help: string; retry: boolean }>;

export type ErrorCode = keyof typeof ERRORS;

/** An error with a code of {@link ERRORS}. */
export class WebDashError extends Error {
  override readonly name = 'WebDashError';
  /** Which of {@link ERRORS} this is. */
  readonly code: ErrorCode;
  /** A Python traceback, or the URL that failed. */
  readonly detail: string | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    options: { detail?: string; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.code = code;
    this.detail = options.detail;
  }
}

/** An error as it can be shown; what no other part has given a code is the view's. */
export function asWebDashError(error: unknown): WebDashError {
  if (error instanceof WebDashError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new WebDashError('view-failed', message, { cause: error });
}
