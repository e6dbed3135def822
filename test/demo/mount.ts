/** Puts a demo app into the test's page and hands it to a {@link User}. */
import { setViewport } from '@web/test-runner-commands';

import { User } from './user.js';

/** What the demo's pages write into the tag. */
export interface DemoApp {
  /** The app's file below `demo/apps/`: `first/app.py`. */
  readonly src: string;
  /** Other files of the app's folder, by the names that its code uses. */
  readonly files?: readonly string[];
  /** A wheel below `/wheels/`. */
  readonly wheel?: string;
  /** Other attributes of the tag. */
  readonly attributes?: Readonly<Record<string, string>>;
}

type WebDashElement = HTMLElement & { readonly ready: Promise<unknown> };

/** No plain literal, so that the compiler takes it for the built file that it is. */
const ELEMENT_MODULE = new URL('/dist/web-dash.js', location.href).href;

/** Adds a `<web-dash>` to the page; resolves once its app serves and shows its layout. */
export async function mount(app: DemoApp): Promise<User> {
  await import(ELEMENT_MODULE);
  await setViewport({ width: 1024, height: 768 });
  const folder = `/demo/apps/${app.src.slice(0, app.src.lastIndexOf('/') + 1)}`;
  const element = document.createElement('web-dash') as WebDashElement;
  element.setAttribute('loading', 'eager');
  if (app.wheel) element.setAttribute('requirements', `/wheels/${app.wheel}`);
  for (const [name, value] of Object.entries(app.attributes ?? {})) {
    element.setAttribute(name, value);
  }
  for (const name of app.files ?? []) {
    const file = document.createElement('web-dash-file');
    file.setAttribute('name', name);
    file.setAttribute('url', folder + name);
    element.append(file);
  }
  element.setAttribute('src', `/demo/apps/${app.src}`);
  document.body.append(element);
  await element.ready;
  if (!element.shadowRoot) throw new Error('The element has no open shadow root');
  return new User(element.shadowRoot);
}
