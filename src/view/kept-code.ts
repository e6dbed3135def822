import type { Realm } from '../http/fetch.js';
import { idlePeriod } from '../idle-period.js';
import type { StaticFile } from '../kernel/protocol.js';

/** Scripts that may be run without an app: to run them makes what they are about, and does nothing else. */
const OF_DASH = /\/_dash-component-suites\/(?:dash|plotly)\//;

/** For how long no such script has run when the page is taken to be idle, in milliseconds. */
const QUIET = 5000;

/** Names what tells the scripts whose code is kept, in the page's `localStorage`. */
const KEY = 'web-dash kept code';

/** How many of them are remembered. */
const REMEMBERED = 200;

/** How often scripts have run on this page, by their addresses. */
const scripts = new Map<string, { readonly file: StaticFile; runs: number }>();

let timer: ReturnType<typeof setTimeout> | undefined;

/** Settles when all that was to be run apart has been. */
let turn = Promise.resolve();

/**
 * Takes note that the browser has run a script of an app.
 *
 * Chromium keeps the machine code of a script that has an address when it runs it for the second time within three
 * days. That would be on the reader's second visit, which then waits until all of it is made and written down. So once
 * the page is idle it has Dash's scripts run for the second time, apart from any app, with nobody waiting. Never again,
 * as a script that runs once more after its code was taken from there loses it.
 *
 * @param src where the app has it
 * @param file where the browser found it
 */
export function noteRun(src: string, file: StaticFile): void {
  // Other engines keep code by other rules.
  if (!OF_DASH.test(src) || !('userAgentData' in navigator)) return;
  const script = scripts.get(file.href) ?? { file, runs: 0 };
  script.runs++;
  scripts.set(file.href, script);
  clearTimeout(timer);
  timer = setTimeout(() => (turn = turn.then(keepCode)), QUIET);
}

/** Has the code of those scripts kept that have run once, each when the page has nothing more urgent to do. */
async function keepCode(): Promise<void> {
  const frame = document.createElement('iframe');
  try {
    let realm: Realm | undefined;
    for (const script of [...scripts.values()]) {
      if (!remember(script.file)) continue;
      await idlePeriod();
      if (script.runs > 1) continue;
      script.runs++;
      realm ??= emptyRealm(frame);
      await runIn(realm, script.file);
    }
  } catch (error) {
    console.debug('web-dash: the code of scripts isn’t kept for the next visit.', error);
  } finally {
    frame.remove();
  }
}

/** The window of a frame in which scripts end soon: those that are modules of any kind too at their first lines. */
function emptyRealm(frame: HTMLIFrameElement): Realm {
  frame.hidden = true;
  frame.style.display = 'none';
  frame.dataset['webDash'] = 'kept-code';
  document.documentElement.append(frame);
  const realm = frame.contentWindow as Realm;
  // Nobody is to hear of it.
  realm.onerror = () => true;
  for (const name of ['exports', 'module']) {
    Object.defineProperty(realm, name, {
      get: () => {
        throw new Error('There are no modules.');
      },
    });
  }
  return realm;
}

/** Runs a script; resolves in any case. */
function runIn(realm: Realm, { href, integrity }: StaticFile): Promise<unknown> {
  const script = realm.document.createElement('script');
  Object.assign(script, { src: href, integrity, crossOrigin: 'anonymous' });
  return new Promise((resolve) => {
    script.onload = script.onerror = resolve;
    realm.document.documentElement.append(script);
  });
}

/**
 * Notes that a script's code is kept, or about to be.
 *
 * @returns whether that wasn't known, from an earlier visit or another page
 * @throws {DOMException} if the page may keep nothing
 */
function remember({ href, integrity }: StaticFile): boolean {
  const names = remembered();
  const name = `${href} ${integrity}`;
  if (names.includes(name)) return false;
  localStorage.setItem(KEY, JSON.stringify([...names, name].slice(-REMEMBERED)));
  return true;
}

function remembered(): readonly unknown[] {
  try {
    const names: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(names) ? names : [];
  } catch {
    return [];
  }
}
