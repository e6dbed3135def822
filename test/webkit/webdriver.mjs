/** A client for the few commands of the W3C WebDriver protocol that the smoke test needs. */

/** Calls the driver may take its time for: WebKitGTK starts slowly on small machines. */
const TIMEOUT = 60_000;

/** A browser session. */
export class WebDriver {
  /** @type {string} */ #session;

  /** @param {string} session Address of the session at the driver. */
  constructor(session) {
    this.#session = session;
  }

  /**
   * @param {string} driver Address of the driver: `http://127.0.0.1:4444`.
   * @param {object} capabilities
   */
  static async start(driver, capabilities) {
    const { sessionId } = await send('POST', `${driver}/session`, {
      capabilities: { alwaysMatch: capabilities },
    });
    const session = new WebDriver(`${driver}/session/${sessionId}`);
    await send('POST', `${driver}/session/${sessionId}/timeouts`, { script: TIMEOUT });
    return session;
  }

  /** @param {string} url */
  async open(url) {
    await send('POST', `${this.#session}/url`, { url });
  }

  /**
   * Runs the body of a function in the page.
   *
   * @param {string} script
   * @param {readonly unknown[]} args
   * @returns {Promise<unknown>}
   */
  async run(script, ...args) {
    return send('POST', `${this.#session}/execute/sync`, { script, args });
  }

  /**
   * Waits until a script gives a truthy value.
   *
   * @param {string} what For the message if it does not.
   * @param {string} script
   * @param {number} [timeout] In milliseconds.
   * @param {string} [failure] A script that gives the reason once waiting is pointless.
   * @returns {Promise<unknown>} The value.
   */
  async until(what, script, timeout = 30_000, failure = 'return false') {
    const deadline = Date.now() + timeout;
    for (;;) {
      const value = await this.run(script);
      if (value) return value;
      const reason = await this.run(failure);
      if (reason) throw new Error(`In vain: ${what}: ${String(reason)}`);
      if (Date.now() > deadline) throw new Error(`Waited ${timeout / 1000} s in vain: ${what}`);
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }

  /**
   * Clicks the middle of an element as a mouse does.
   *
   * @param {string} script Body of a function that returns the element.
   */
  async click(script) {
    // By its place, for WebKit's driver takes every element of a shadow tree for a stale one.
    const place = /** @type {{ x: number, y: number } | null} */ (
      await this.run(`
        const element = (() => { ${script} })();
        if (!element) return null;
        element.scrollIntoView({ block: 'center', behavior: 'instant' });
        const { x, y, width, height } = element.getBoundingClientRect();
        return { x: Math.round(x + width / 2), y: Math.round(y + height / 2) };
      `)
    );
    if (!place) throw new Error(`No element to click: ${script}`);
    await send('POST', `${this.#session}/actions`, {
      actions: [
        {
          type: 'pointer',
          id: 'mouse',
          parameters: { pointerType: 'mouse' },
          actions: [
            { type: 'pointerMove', duration: 50, origin: 'viewport', ...place },
            { type: 'pointerDown', button: 0 },
            { type: 'pointerUp', button: 0 },
          ],
        },
      ],
    });
  }

  async quit() {
    await send('DELETE', this.#session);
  }
}

/**
 * @param {string} method
 * @param {string} url
 * @param {object} [body]
 * @returns {Promise<any>}
 */
async function send(method, url, body) {
  const response = await fetch(url, {
    method,
    ...(body && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(TIMEOUT),
  });
  const { value } = await response.json();
  if (!response.ok) throw new Error(`${value.error}: ${value.message}`);
  return value;
}
