/** Elements of the real class, on a kernel without Python. */
import { expect } from '@open-wc/testing';
import { WebDashError } from '../../src/errors.js';
import type { BootOptions, Kernel } from '../../src/kernel/kernel.js';
import type {
  AppDefinition,
  AppRequest,
  AppResponse,
  StartedApp,
} from '../../src/kernel/protocol.js';
import { WebDashElement } from '../../src/web-dash-element.js';

/** The page that apps answer with, unless told otherwise. */
export const PAGE = '<!doctype html><title>App</title><p id="hello">Hello</p>';

/** Stands for a kernel: every app answers with the same page. */
export class FakeKernel extends EventTarget {
  readonly started: AppDefinition[] = [];
  /** The names of the apps that were started. */
  readonly apps: string[] = [];
  readonly stopped: string[] = [];
  /** What starting an app ends with. */
  failure: WebDashError | undefined;
  bootGate = Promise.resolve();
  /** What the first page is. */
  page = PAGE;
  /** What answers to some paths wait for. */
  readonly gates = new Map<string, Promise<void>>();
  /** The paths that were asked for. */
  readonly requested: string[] = [];
  #onprogress: BootOptions['onprogress'];

  boot({ onprogress }: BootOptions = {}): Promise<void> {
    this.#onprogress = onprogress;
    return this.bootGate;
  }

  announce(): Promise<boolean> {
    return Promise.resolve(true);
  }

  progress(loaded: number): void {
    this.#onprogress?.({ stage: 'download', loaded, total: 100 });
  }

  start(app: string, definition: AppDefinition): Promise<StartedApp> {
    this.apps.push(app);
    this.started.push(definition);
    return this.failure
      ? Promise.reject(this.failure)
      : Promise.resolve({ hotReloadInterval: null, suitePaths: [], suites: {} });
  }

  async request(_app: string, { target }: AppRequest): Promise<AppResponse> {
    this.requested.push(target);
    await this.gates.get(target);
    const headers: [string, string][] = [['content-type', 'text/html']];
    const body = new TextEncoder().encode(this.page);
    return { status: 200, statusText: 'OK', headers, body, cookies: '' };
  }

  stop(app: string): Promise<void> {
    this.stopped.push(app);
    return Promise.resolve();
  }

  die(): void {
    const detail = new WebDashError('kernel-died', 'The worker ended.');
    this.dispatchEvent(new CustomEvent('died', { detail }));
  }
}

let kernel: FakeKernel;

/** Has the elements to come run in a fresh kernel. */
export function serve(): FakeKernel {
  kernel = new FakeKernel();
  return kernel;
}

export class TestElement extends WebDashElement {
  protected override kernelAt(): Kernel {
    return kernel as unknown as Kernel;
  }
}
customElements.define('test-dash', TestElement);

/** An element with its content, not yet on the page, and the events it has had. */
export function make(markup: string): { element: TestElement; events: string[] } {
  const template = document.createElement('template');
  template.innerHTML = markup;
  const element = document.importNode(template.content, true).firstElementChild as TestElement;
  const events: string[] = [];
  for (const type of ['loadstart', 'load', 'error', 'loadend']) {
    element.addEventListener(type, () => events.push(type));
  }
  return { element, events };
}

/** The shadow root of the element's own panel, while that is there. */
export function panelOf(element: Element): ShadowRoot | null | undefined {
  return element.shadowRoot?.querySelector('[data-web-dash="status"]')?.shadowRoot;
}

/** The error that a promise rejects with. */
export async function failure(promise: Promise<unknown>): Promise<WebDashError> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).to.be.instanceOf(WebDashError);
  return error as WebDashError;
}

/** An element with its code. */
export const INLINE = '<test-dash loading="eager">app = 1</test-dash>';
