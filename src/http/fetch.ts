import type { AppClient } from './app-client.js';

/** The global scope in which an app's scripts run. */
export type Realm = Window & typeof globalThis;

/**
 * Gives the realm a `fetch` that asks the app for what is the app's, and the network for the rest.
 *
 * @param gone aborted when the realm is left
 */
export function routeFetch(realm: Realm, client: AppClient, gone: AbortSignal): void {
  const network = realm.fetch.bind(realm);
  realm.fetch = async function (input, init) {
    const text = typeof init?.body === 'string' ? init.body : undefined;
    const request = new realm.Request(input, text === undefined ? init : withoutText(init));
    if (!client.owns(request.url)) {
      return network(text === undefined ? request : new realm.Request(input, init));
    }
    return client.fetch(request, realm.location.href, {
      // What is still on its way when the realm goes is given up; by a signal that doesn't go with it.
      signal: AbortSignal.any([request.signal, gone]),
      globals: realm,
      // Callbacks send text. A `Request` would give its bytes by way of copies, and a task later.
      ...(text !== undefined && { body: new TextEncoder().encode(text) }),
    });
  };
}

/** What a request with a text is made with, which has no more of the text than that it is one. */
function withoutText(init: RequestInit = {}): RequestInit {
  return Object.create(init, { body: { value: '' } }) as RequestInit;
}

/** `navigator.sendBeacon` of the realm: the app's beacons are requests that nobody waits for. */
export function sendBeacon(realm: Realm, client: AppClient): Navigator['sendBeacon'] {
  return (url, data) => {
    const address = new URL(url, realm.location.href);
    if (!client.owns(address)) return navigator.sendBeacon(address, data);
    realm
      .fetch(address, { method: 'POST', body: data ?? null })
      .catch((error: unknown) => console.error(error));
    return true;
  };
}
