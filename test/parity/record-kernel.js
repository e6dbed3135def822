/**
 * Records what an element's kernel is asked, as a proxy between a browser and a server would: every
 * request of the app and its response. Runs before the page's own scripts and defines `window.kernelTraffic`.
 *
 * The messages are those of `src/kernel/protocol.ts`.
 */
(() => {
  if (window !== window.top) return;

  /** @typedef {import('./traffic.mjs').Exchange} Exchange */
  /** @type {Exchange[]} */
  const finished = [];
  /** @type {Map<string, Exchange>} */
  const pending = new Map();
  /**
   * The streams that calls under way read, or begin: the rest of a body comes by calls of their own.
   *
   * @type {Map<string, string>}
   */
  const streamOfCall = new Map();
  let workers = 0;

  /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (window))['kernelTraffic'] = {
    pending: () => pending.size,
    take: () => finished.splice(0),
  };

  window.Worker = class extends Worker {
    #name = ++workers;

    /**
     * @param {string | URL} url
     * @param {WorkerOptions} [options]
     */
    constructor(url, options) {
      super(url, options);
      this.addEventListener('message', ({ data }) => this.#received(data));
    }

    /**
     * @param {any} message
     * @param {any} [transfer]
     * @override
     */
    postMessage(message, transfer) {
      const { type, id, app, channel } = message;
      const key = `${this.#name}:${id}`;
      const stream = `${this.#name}:${app}:${channel}`;
      if (type === 'read') streamOfCall.set(key, stream);
      if (type === 'close') finish(stream);
      if (type === 'request') {
        streamOfCall.set(key, `${this.#name}:${app}:`);
        const { method, target, headers, body } = message.request;
        pending.set(key, {
          method,
          target,
          requestType: valueOf(headers, 'content-type'),
          requestBody: textOf(body),
          status: 0,
          headers: {},
          body: null,
        });
      }
      super.postMessage(message, transfer);
    }

    /** @param {any} message */
    #received({ type, id, value }) {
      const key = `${this.#name}:${id}`;
      const stream = streamOfCall.get(key);
      if (stream === undefined || !['result', 'failure'].includes(type)) return;
      streamOfCall.delete(key);
      const exchange = pending.get(key);
      if (!exchange) {
        const part = pending.get(stream);
        if (part && value) part.body += textOf(value) ?? '';
        else finish(stream);
        return;
      }
      if (value) {
        /** @type {[string, string][]} */
        const pairs = value.headers;
        const headers = Object.fromEntries(pairs.map(([name, text]) => [name.toLowerCase(), text]));
        Object.assign(exchange, { status: value.status, headers, body: textOf(value.body) });
        if (value.channel !== undefined) {
          pending.delete(key);
          pending.set(stream + value.channel, exchange);
          return;
        }
      }
      finish(key);
    }
  };

  /** @param {string} key */
  function finish(key) {
    const exchange = pending.get(key);
    if (exchange) finished.push(exchange);
    pending.delete(key);
  }

  /**
   * @param {readonly (readonly [string, string])[]} headers
   * @param {string} name
   */
  function valueOf(headers, name) {
    return headers.find(([each]) => each.toLowerCase() === name)?.[1] ?? '';
  }

  /**
   * The bytes as text, one character for each byte that is not UTF-8's.
   *
   * @param {Uint8Array | null} bytes
   */
  function textOf(bytes) {
    return bytes && new TextDecoder().decode(bytes);
  }
})();
