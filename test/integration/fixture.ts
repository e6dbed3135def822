/** The built element, with real Python and real Dash, on the test's page. */
import { expect, waitUntil } from '@open-wc/testing';

import { dedent } from '../../src/app-source.js';
import type { ErrorCode, WebDashError } from '../../src/errors.js';
import type { WebDashElement } from '../../src/web-dash-element.js';

export type { WebDashElement };

/** How long an app may take for an answer, in milliseconds: Firefox on two slow cores takes its time. */
const PATIENCE = 30_000;

/** An element's attributes, its property `code`, its files, and where it goes. */
export interface Options {
  /** The app's Python; its common indentation is removed. */
  readonly code?: string;
  readonly attributes?: Readonly<Record<string, string>>;
  /** Texts of `<web-dash-file>`s by their names. */
  readonly files?: Readonly<Record<string, string>>;
  /** Addresses of `<web-dash-file>`s by their names. */
  readonly urls?: Readonly<Record<string, string>>;
  readonly parent?: ParentNode;
  /** The element's name, if another than `web-dash` is registered. */
  readonly tag?: string;
}

/** The demo's counter: `#button`, and in `#count` "pressed 0 times". */
export const COUNTER = '/demo/apps/counter/app.py';

/** Loads the element and registers it, as a page's script tag does. */
export async function load(): Promise<void> {
  await importBuilt('/dist/web-dash.js');
}

/** Loads the element's class only, from any copy of `dist/`. */
export async function loadClass(dist: string): Promise<typeof WebDashElement> {
  const module = (await importBuilt(`${dist}web-dash-element.js`)) as BuiltModule;
  return module.WebDashElement;
}

/** Loads the element's class from any copy of `dist/`, and registers it as `tag`. */
export async function loadFrom(dist: string, tag: string): Promise<void> {
  const Base = await loadClass(dist);
  // A class is registered once, but tests want names of their own.
  customElements.define(tag, class extends Base {});
}

type BuiltModule = typeof import('../../src/web-dash-element.js');

/** Imports a file that the compiler doesn't know. */
function importBuilt(url: string): Promise<unknown> {
  return import(url);
}

/** Makes an eager element, as yet outside of the page. */
export function make({ code, attributes, files, urls, tag = 'web-dash' }: Options): WebDashElement {
  const element = document.createElement(tag as 'web-dash');
  const all = { loading: 'eager', ...attributes };
  for (const [name, value] of Object.entries(all)) element.setAttribute(name, value);
  const addFile = (name: string): HTMLElement => {
    const file = document.createElement('web-dash-file');
    file.setAttribute('name', name);
    element.append(file);
    return file;
  };
  for (const [name, text] of Object.entries(files ?? {})) addFile(name).textContent = text;
  for (const [name, url] of Object.entries(urls ?? {})) addFile(name).setAttribute('url', url);
  if (code !== undefined) element.code = dedent(code);
  return element;
}

/** Puts an element into the page; it isn't ready yet. */
export function insert(options: Options): WebDashElement {
  const element = make(options);
  (options.parent ?? document.body).append(element);
  return element;
}

/** Puts an element into the page, and resolves once its app is shown. */
export function mount(options: Options): Promise<WebDashElement> {
  return insert(options).ready;
}

/** What of the app, or of the element's own parts, matches a selector; waits for it. */
export function find(element: Element, selector: string): Promise<HTMLElement> {
  return until(
    () => element.shadowRoot?.querySelector<HTMLElement>(selector),
    `${selector} is in the app`,
  );
}

/** Clicks on the element of that id. */
export async function press(element: Element, id: string): Promise<void> {
  (await find(element, `[id="${id}"]`)).click();
}

/** Waits until the element of that id has that text. */
export async function read(element: Element, id: string, text: string): Promise<void> {
  const seen = (): string | undefined =>
    element.shadowRoot?.querySelector(`[id="${id}"]`)?.textContent;
  await until(() => seen() === text, `#${id} reads "${text}"`).catch((error: unknown) => {
    throw new Error(`#${id} reads "${seen() ?? 'nothing'}", not "${text}"`, { cause: error });
  });
}

/** The frames that the page's apps have: one for each app's scripts, another for its history. */
export function realms(): HTMLIFrameElement[] {
  return [...document.querySelectorAll<HTMLIFrameElement>('[data-web-dash="realms"] iframe')];
}

/** The text of the element of that id. */
export function textOf(element: Element, id: string): string | undefined {
  return element.shadowRoot?.querySelector(`[id="${id}"]`)?.textContent;
}

/** What the app's own server answers to a GET, as text. */
export async function ask(element: WebDashElement, path: string): Promise<string> {
  return (await element.fetch(path)).text();
}

/** Waits until there is something, or something holds. */
export async function until<T>(
  look: () => T | Promise<T>,
  message: string,
): Promise<Exclude<T, undefined | null | false>> {
  let found: T | undefined;
  const holds = async (): Promise<boolean> => Boolean((found = await look()));
  await waitUntil(holds, message, { timeout: PATIENCE, interval: 20 });
  return found as Exclude<T, undefined | null | false>;
}

/** The error with which an app fails. */
export async function failure(element: WebDashElement): Promise<WebDashError> {
  const error: unknown = await element.ready.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  // Its class isn't the test's: it comes from the built module.
  expect((error as Error | undefined)?.name, String(error)).to.equal('WebDashError');
  return error as WebDashError;
}

/** The panel in which an element shows its errors and progress. */
export function panelOf(element: Element): ShadowRoot {
  const panel = element.shadowRoot?.querySelector('[data-web-dash="status"]')?.shadowRoot;
  if (!panel) throw new Error('The element shows no panel');
  return panel;
}

/** Waits for a failure, and checks its code and that the panel shows it; returns the panel's text. */
export async function shownFailure(element: WebDashElement, code: ErrorCode): Promise<string> {
  const error = await failure(element);
  expect(error.code, `${error.message}\n${error.detail ?? ''}`).to.equal(code);
  expect(element.state).to.equal('failed');
  const panel = panelOf(element);
  const alert = panel.querySelector('[role="alert"]');
  expect(alert?.getBoundingClientRect().height).to.be.above(0);
  expect(panel.querySelector('code')?.textContent).to.equal(code);
  expect(panel.querySelector('[part="title"]')?.textContent).not.to.equal('');
  expect(panel.querySelector('[part="message"]')?.textContent).to.equal(error.message);
  return alert?.textContent ?? '';
}

/** Whether the panel has a button that tries again. */
export function offersRetry(element: Element): boolean {
  return panelOf(element).querySelector('button') !== null;
}

/** Presses the panel's button that tries again. */
export function retry(element: Element): void {
  const button = panelOf(element).querySelector('button');
  if (!button) throw new Error('The panel offers no retry');
  button.click();
}
