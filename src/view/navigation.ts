import type { Disposables } from '../disposable.js';
import type { AppClient } from '../http/app-client.js';
import type { Realm } from '../http/fetch.js';
import { saveResponse } from './download.js';

/** Something that the app leads to. */
export interface Navigation {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly body: BodyInit | null;
  /** Whether it was to open beside the app, as `target="_blank"` asks. */
  readonly isNewTab?: boolean;
  /** Whether it is a way through the history, where it leads to what is there already. */
  readonly isTraversal?: boolean;
}

type Navigate = (navigation: Navigation) => void;
type Link = HTMLAnchorElement | HTMLAreaElement | SVGAElement;

/**
 * Keeps links and forms of the app within its element: what leads to another page of the app is given to
 * `navigate`, what leads elsewhere is left to the browser.
 */
export function routeNavigation(
  realm: Realm,
  root: ShadowRoot,
  client: AppClient,
  navigate: Navigate,
  disposables: Disposables,
): void {
  const onClick = (event: Event): void => {
    const path = event.composedPath();
    const link = path.slice(0, path.indexOf(root)).find(isLink);
    if (!link || event.defaultPrevented) return;
    const { ctrlKey, metaKey, shiftKey } = event as MouseEvent;
    const isNewTab = ctrlKey || metaKey || shiftKey || targetOf(link) === '_blank';
    if (follow(link, realm, client, navigate, isNewTab)) event.preventDefault();
  };
  const onSubmit = (event: Event): void => {
    if (event.defaultPrevented || !(event.target instanceof HTMLFormElement)) return;
    const navigation = submission(event.target, realm, (event as SubmitEvent).submitter);
    if (!navigation || !client.owns(navigation.url)) return;
    event.preventDefault();
    navigate(navigation);
  };
  // Behind the root, so that what the app's own document listeners prevent does not happen.
  disposables.listen(root.host, 'click', onClick);
  // It doesn't leave the root: so it is heard there last.
  disposables.listen(
    root,
    'submit',
    () => root.addEventListener('submit', onSubmit, { once: true }),
    { capture: true },
  );
  realm.open = (url = '', target, features) => {
    const address = new URL(url, realm.location.href);
    if (url === '' || !client.owns(address)) return window.open(url, target, features);
    navigate({ url: address.href, method: 'GET', body: null, isNewTab: target !== '_self' });
    return null;
  };
}

/** Members of links that scripts click without putting them into the document. */
export function linkMembers(
  realm: Realm,
  client: AppClient,
  navigate: Navigate,
): PropertyDescriptorMap {
  return {
    click: {
      configurable: true,
      writable: true,
      value: function (this: HTMLAnchorElement): void {
        const isNewTab = targetOf(this) === '_blank';
        if (this.isConnected || !follow(this, realm, client, navigate, isNewTab)) {
          HTMLElement.prototype.click.call(this);
        }
      },
    },
  };
}

/** Members of forms that scripts submit without an event. */
export function formMembers(
  realm: Realm,
  client: AppClient,
  navigate: Navigate,
): PropertyDescriptorMap {
  return {
    submit: {
      configurable: true,
      writable: true,
      value: function (this: HTMLFormElement): void {
        const navigation = submission(this, realm, null);
        if (navigation && client.owns(navigation.url)) navigate(navigation);
        else HTMLFormElement.prototype.submit.call(this);
      },
    },
  };
}

function isLink(node: EventTarget): node is Link {
  return (
    node instanceof HTMLAnchorElement ||
    node instanceof HTMLAreaElement ||
    node instanceof SVGAElement
  );
}

function targetOf(link: Link): string {
  return link instanceof SVGAElement ? link.target.baseVal : link.target;
}

/**
 * Follows a link that leads to the app.
 *
 * @returns whether it did
 */
function follow(
  link: Link,
  realm: Realm,
  client: AppClient,
  navigate: Navigate,
  isNewTab: boolean,
): boolean {
  const written = link instanceof SVGAElement ? link.href.baseVal : link.getAttribute('href');
  const { href } = realm.location;
  if (!written || !URL.canParse(written, href)) return false;
  const url = new URL(written, href);
  if (!client.owns(url)) return false;
  if (link.hasAttribute('download')) {
    void client
      .fetch(new Request(url), href)
      .then((response) => {
        if (!response.ok) throw new Error(`${url.pathname} can't be saved: ${response.status}`);
        return saveResponse(response, link.getAttribute('download') ?? '');
      })
      .catch((error: unknown) => console.error(error));
    return true;
  }
  const here = new URL(href);
  const isSamePage = here.pathname + here.search === url.pathname + url.search;
  if (isSamePage && url.href.includes('#') && !isNewTab) {
    goToFragment(realm, url.hash);
  } else {
    navigate({ url: url.href, method: 'GET', body: null, isNewTab });
  }
  return true;
}

/** Goes to a place in the page: scrolls there, and takes the focus there or away. */
function goToFragment(realm: Realm, hash: string): void {
  const { document, location } = realm;
  location.hash = hash;
  const name = decodeURIComponent(hash.slice(1));
  const target = document.getElementById(name);
  if (!target) {
    if (/^(?:top)?$/i.test(name)) realm.scrollTo({ top: 0 });
    return;
  }
  target.scrollIntoView();
  (document.activeElement as HTMLElement | null)?.blur();
  target.focus({ preventScroll: true });
}

/** The request that submitting a form makes, or nothing where it makes none. */
function submission(
  form: HTMLFormElement,
  realm: Realm,
  submitter: HTMLElement | null,
): Navigation | undefined {
  const attribute = (name: string): string =>
    submitter?.getAttribute(`form${name}`) ?? form.getAttribute(name) ?? '';
  const method = attribute('method').toUpperCase();
  if (method === 'DIALOG') return undefined;
  const url = new URL(attribute('action') || realm.location.href, realm.location.href);
  const data = new FormData(form, submitter);
  if (method === 'POST' && attribute('enctype') === 'multipart/form-data') {
    return { url: url.href, method, body: data };
  }
  const fields = new URLSearchParams();
  for (const [name, value] of data) {
    fields.append(name, typeof value === 'string' ? value : value.name);
  }
  if (method === 'POST') return { url: url.href, method, body: fields };
  url.search = fields.toString();
  return { url: url.href, method: 'GET', body: null };
}
