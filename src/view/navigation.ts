import type { Disposables } from '../disposable.js';
import type { AppClient } from '../http/app-client.js';
import type { Realm } from '../http/fetch.js';

/** A page of the app that is to be shown instead of the present one. */
export interface Navigation {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly body: BodyInit | null;
}

/**
 * Keeps links and forms of the app within its element: what leads to another page of the app is given to
 * `navigate`, what leads elsewhere is left to the browser.
 */
export function routeNavigation(
  realm: Realm,
  root: ShadowRoot,
  client: AppClient,
  navigate: (navigation: Navigation) => void,
  disposables: Disposables,
): void {
  const go = (navigation: Navigation): void => {
    if (!client.owns(navigation.url)) return;
    const here = new URL(realm.location.href);
    const there = new URL(navigation.url);
    const isSamePage = here.pathname + here.search === there.pathname + there.search;
    if (navigation.method === 'GET' && isSamePage && there.hash) {
      realm.location.hash = there.hash;
      root.getElementById(decodeURIComponent(there.hash.slice(1)))?.scrollIntoView();
    } else {
      navigate(navigation);
    }
  };

  const onClick = (event: Event): void => {
    const link = (event.composedPath() as Element[]).find(
      (node) => node instanceof HTMLAnchorElement || node instanceof HTMLAreaElement,
    );
    if (!link || event.defaultPrevented) return;
    if (follow(link, client, (url) => go({ url, method: 'GET', body: null }))) {
      event.preventDefault();
    }
  };
  const onSubmit = (event: Event): void => {
    if (event.defaultPrevented || !(event.target instanceof HTMLFormElement)) return;
    const navigation = submission(event.target, realm, (event as SubmitEvent).submitter);
    if (!navigation || !client.owns(navigation.url)) return;
    event.preventDefault();
    go(navigation);
  };
  disposables.listen(root, 'click', onClick);
  disposables.listen(root, 'submit', onSubmit);
}

/** Members of links that scripts click without putting them into the document. */
export function linkMembers(
  client: AppClient,
  navigate: (url: string) => void,
): PropertyDescriptorMap {
  return {
    click: {
      configurable: true,
      writable: true,
      value: function (this: HTMLAnchorElement): void {
        if (this.isConnected || !follow(this, client, navigate))
          HTMLElement.prototype.click.call(this);
      },
    },
  };
}

/**
 * Follows a link that leads to the app.
 *
 * @returns whether it did
 */
function follow(
  link: HTMLAnchorElement | HTMLAreaElement,
  client: AppClient,
  navigate: (url: string) => void,
): boolean {
  const { href } = link;
  if (!link.hasAttribute('href') || !/^https?:/.test(href) || !client.owns(href)) return false;
  if (link.hasAttribute('download')) void download(link, client);
  else navigate(href);
  return true;
}

/** Downloads what a link of the app with a `download` attribute names. */
async function download(
  { href, download: name }: HTMLAnchorElement | HTMLAreaElement,
  client: AppClient,
): Promise<void> {
  const response = await client.fetch(new Request(href), '');
  const disposition = response.headers.get('content-disposition') ?? '';
  const given = /filename="?([^";]+)/.exec(disposition)?.[1];
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await response.blob());
  link.download = name || (given ?? new URL(response.url).pathname.split('/').at(-1) ?? '');
  link.click();
  // The browser has taken hold of the blob once the click's task is over.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
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
