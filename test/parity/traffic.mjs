import { createHash } from 'node:crypto';

import { withoutApart } from './apart.mjs';

/**
 * @import { HTTPRequest, HTTPResponse, Page } from 'puppeteer'
 *
 * @typedef {object} Exchange A request of an app's page to the app, and its response.
 * @property {string} method
 * @property {string} target Path and query.
 * @property {string} requestType Content type of the request's body.
 * @property {string | null} requestBody
 * @property {number} status 0 where no response came.
 * @property {Record<string, string>} headers
 * @property {string | null} body
 */

/** Response headers whose meaning is the app's to say. */
const HEADERS = ['content-type', 'content-disposition', 'location', 'cache-control'];

/**
 * Browsers ask for the icon of a page when they like, and for one that no page names. Of Dash's shared worker they
 * don't tell the page, which is not the only one to have it.
 */
export const UNSEEN = /favicon\.ico|\/dash-ws-worker\./;

/** A text of so many characters is told by its hash. */
const LONG = 20_000;

/** Records the requests that a page makes to the server of its app. */
export class ServerTraffic {
  /** @type {Promise<Exchange>[]} */
  #finished = [];
  /** @type {Set<HTTPRequest>} */
  #pending = new Set();

  /**
   * @param {Page} page
   * @param {string} origin
   * @param {boolean} isTold Whether the browser tells of bodies: only then is anything recorded.
   */
  constructor(page, origin, isTold) {
    /** @param {HTTPRequest} request */
    const isOurs = (request) =>
      request.url().startsWith(`${origin}/`) && !UNSEEN.test(request.url());
    page.on('request', (request) => {
      if (isOurs(request)) this.#pending.add(request);
    });
    page.on('response', (response) => {
      if (isTold && isOurs(response.request())) this.#finished.push(exchangeOf(response));
    });
    page.on('requestfinished', (request) => this.#pending.delete(request));
    page.on('requestfailed', (request) => this.#pending.delete(request));
  }

  get pending() {
    return this.#pending.size;
  }

  /** @returns {Promise<Exchange[]>} What has happened since the last call. */
  take() {
    return Promise.all(this.#finished.splice(0));
  }
}

/**
 * @param {HTTPResponse} response
 * @returns {Promise<Exchange>}
 */
async function exchangeOf(response) {
  const request = response.request();
  const { pathname, search } = new URL(request.url());
  const isSuite = pathname.includes('/_dash-component-suites/');
  return {
    method: request.method(),
    target: pathname + search,
    requestType: request.headers()['content-type'] ?? '',
    requestBody: request.postData() ?? null,
    status: response.status(),
    headers: response.headers(),
    // Redirects have none, and a page that was left takes those of its requests along.
    body: isSuite ? null : await response.text().catch(() => null),
  };
}

/**
 * Exchanges as lines of text, in an order of their own: requests that run beside each other finish in any.
 *
 * @param {readonly Exchange[]} exchanges
 * @returns {string[]}
 */
export function trafficLines(exchanges) {
  return exchanges
    .filter((exchange) => !UNSEEN.test(exchange.target) && !isWaiting(exchange))
    .map((exchange) => linesOf(exchange))
    .sort((a, b) => (a.join() < b.join() ? -1 : 1))
    .flat();
}

/**
 * Whether it was asked for a job that isn't done yet: how often that is depends on how fast the job is.
 *
 * @param {Exchange} exchange
 */
function isWaiting({ target, status, body }) {
  return /[?&]job=/.test(target) && status === 200 && !body?.includes('"response"');
}

/** @param {Exchange} exchange */
function linesOf({ method, target, requestType, requestBody, status, headers, body }) {
  const about = HEADERS.flatMap((name) => (headers[name] ? `  ${name}: ${headers[name]}` : []));
  return [
    `${method} ${target} → ${status}`,
    ...about,
    ...bodyLines('sent', requestType, requestBody),
    // The browser doesn't show what came with a redirect, nor, here, what it saved.
    ...(target.includes('/_dash-component-suites/') ||
    (status >= 300 && status < 400) ||
    headers['content-disposition']?.startsWith('attachment')
      ? []
      : bodyLines('received', headers['content-type'] ?? '', body)),
  ];
}

/**
 * @param {string} title
 * @param {string} type
 * @param {string | null} body
 */
function bodyLines(title, type, body) {
  if (!body) return [];
  if (type.includes('json')) {
    return JSON.stringify(sorted(JSON.parse(body)), null, 1)
      .split('\n')
      .map((line) => `  ${title} ${line}`);
  }
  if (!type.startsWith('text/')) return [];
  const text = withoutApart(body);
  if (text.length < LONG) return text.split('\n').map((line) => `  ${title} ${line.trimEnd()}`);
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 12);
  return [`  ${title} ${text.length} characters, ${hash}`];
}

/** Lists whose order is that in which other requests were answered. */
const SETS = ['changedPropIds', 'parsedChangedPropsIds'];

/**
 * With the keys of objects in order.
 *
 * @param {unknown} value
 * @returns {unknown}
 */
function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(
    entries.map(([key, each]) => [key, SETS.includes(key) ? inOrder(each) : sorted(each)]),
  );
}

/** @param {readonly unknown[]} items */
function inOrder(items) {
  return items
    .map((item) => JSON.stringify(sorted(item)))
    .sort()
    .map((item) => JSON.parse(item));
}
