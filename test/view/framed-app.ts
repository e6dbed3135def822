/** An app on a page of its own, which it may leave: a frame of the test's page. */
import type { AppRequest } from '../../src/kernel/protocol.js';
import type { View } from '../../src/view/view.js';
import { backendOf, WORKER_SCOPE, until, type Routes } from './fixture.js';

export interface FramedApp {
  readonly view: View;
  readonly root: ShadowRoot;
  /** Paths and queries of the requests that reached the back end so far. */
  readonly targets: () => string[];
  /** Runs code in the realm, as a script there would. */
  readonly run: (code: string) => unknown;
  /** Resolves once the whole page has gone to another origin. */
  readonly left: () => Promise<void>;
}

const PAGE =
  '<script type="module">import { View } from "/src/view/view.ts"; window.View = View;</script>';

const frames = new Set<HTMLIFrameElement>();

afterEach(() => {
  for (const frame of frames) frame.remove();
  frames.clear();
});

/** Mounts a view on a page of its own; it may lead away from there at once. */
export async function mountFramed(routes: Routes): Promise<FramedApp> {
  const frame = document.createElement('iframe');
  frame.src = `/page?body=${encodeURIComponent(PAGE)}`;
  document.body.append(frame);
  frames.add(frame);
  const page = frame.contentWindow as unknown as { View?: typeof View };
  await until(() => page.View, 'The page in the frame');
  const FrameView = page.View as unknown as typeof View;
  const host = document.createElement('div');
  frame.contentDocument?.body.append(host);
  const root = host.attachShadow({ mode: 'open' });
  const requests: AppRequest[] = [];
  const view = new FrameView({
    root,
    backend: backendOf(routes, requests),
    storageKey: 'framed',
    workerScopeURL: WORKER_SCOPE,
  });
  await view.open('/');
  return {
    view,
    root,
    targets: () => requests.map(({ target }) => target),
    run: (code) => view.realm.eval(code) as unknown,
    left: () => until(() => frame.contentDocument === null, 'The way to another origin'),
  };
}
