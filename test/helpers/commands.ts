/**
 * What a test asks of the machine around its page. The Node side is `test/runner/commands.mjs`.
 * Mouse, keyboard and viewport are in `@web/test-runner-commands`.
 */
import { executeServerCommand } from '@web/test-runner-commands';

/** The commands by name: what each takes and what it answers. */
export interface Commands {
  'start-server': { payload: { cors: boolean }; result: { origin: string } };
  'server-requests': { payload: { origin: string }; result: { requests: string[] } };
  'stop-server': { payload: { origin: string }; result: object };
  'open-page': { payload: { url: string }; result: { page: string } };
  evaluate: { payload: { page: string; expression: string }; result: { value: unknown } };
  'close-page': { payload: { page: string }; result: object };
  'record-app': { payload: { name: string; code: string }; result: object };
  'limit-storage': { payload: { bytes: number | null }; result: object };
  'take-screenshot': { payload: { name: string }; result: object };
  'double-click': { payload: { x: number; y: number }; result: object };
  'mouse-wheel': { payload: { deltaX: number; deltaY: number }; result: object };
  'read-download': { payload: { name: string }; result: { base64: string } };
}

function execute<K extends keyof Commands>(
  command: K,
  payload: Commands[K]['payload'],
): Promise<Commands[K]['result']> {
  return executeServerCommand<Commands[K]['result'], Commands[K]['payload']>(command, payload);
}

/** A static server of its own origin, which serves `/dist/`, `/demo/` and `/wheels/`. */
export interface TestServer {
  /** `http://localhost:<port>` */
  readonly origin: string;
  /** Paths and queries of all requests so far, in their order. */
  requests(): Promise<string[]>;
  /** Ends the server and all its connections, as a crash would. */
  kill(): Promise<void>;
}

/**
 * Starts a second server.
 *
 * @param options `cors`: whether pages of other origins may read its files (default: yes).
 */
export async function startServer(options: { cors?: boolean } = {}): Promise<TestServer> {
  const { origin } = await execute('start-server', { cors: options.cors ?? true });
  return {
    origin,
    requests: async () => (await execute('server-requests', { origin })).requests,
    kill: async () => {
      await execute('stop-server', { origin });
    },
  };
}

/** A top-level page beside the test's own. */
export interface TestPage {
  /** The value of a JavaScript expression, or what its promise resolves to; must be JSON. */
  evaluate(expression: string): Promise<unknown>;
  close(): Promise<void>;
}

/** Opens another page in the same browser context; it becomes the one in front. */
export async function openPage(url: string): Promise<TestPage> {
  const { page } = await execute('open-page', { url });
  return {
    evaluate: async (expression) => (await execute('evaluate', { page, expression })).value,
    close: async () => {
      await execute('close-page', { page });
    },
  };
}

/**
 * Records how an app starts, as its author would do with `python -m webdash.prerender`.
 *
 * @returns the addresses of its main file and of the record
 */
export async function recordApp(
  name: string,
  code: string,
): Promise<{ src: string; prerendered: string }> {
  await execute('record-app', { name, code });
  return { src: `/records/${name}/app.py`, prerendered: `/records/${name}/app.prerendered` };
}

/** Sets how much the page's origin may store, in bytes; `null` for what it was. Chromium only. */
export async function limitStorage(bytes: number | null): Promise<void> {
  await execute('limit-storage', { bytes });
}

/** Saves what the page looks like as `.cache/screenshots/<browser>-<name>.png`. */
export async function takeScreenshot(name: string): Promise<void> {
  await execute('take-screenshot', { name });
}

/** Clicks twice at a place of the viewport, so that the browser takes it for a double click. */
export async function doubleClick(x: number, y: number): Promise<void> {
  await execute('double-click', { x, y });
}

/** Turns the mouse wheel where the pointer is; in CSS pixels. */
export async function turnWheel(deltaX: number, deltaY: number): Promise<void> {
  await execute('mouse-wheel', { deltaX, deltaY });
}

/** Waits (up to 15 s) until the browser has downloaded a file of that name. */
export async function readDownload(name: string): Promise<Uint8Array> {
  const { base64 } = await execute('read-download', { name });
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
