import type { Realm } from '../http/fetch.js';
import { idlePeriod } from '../idle-period.js';
import type { StaticFile } from '../kernel/protocol.js';

/** Scripts that may be run without an app: to run them makes what they are about, and does nothing else. */
const OF_DASH = /\/_dash-component-suites\/(?:dash|plotly)\//;

/** For how long no such script has run when the page is taken to be idle, in milliseconds. */
const QUIET = 5000;

/** Names the scripts whose code is kept, in the page's `localStorage`. */
const KEY = 'web-dash kept code';

/** How many of them are remembered. */
const REMEMBERED = 200;

/** What Resource Timing counts for the headers of a response, in bytes: all that was sent of one that was cached. */
const HEADERS = 300;

/** How often scripts have run on this page, by their addresses. */
const scripts = new Map<string, { readonly file: StaticFile; runs: number }>();

let timer: ReturnType<typeof setTimeout> | undefined;

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
  timer = setTimeout(() => void keepCode(), QUIET);
}

async function keepCode(): Promise<void> {
  const frame = document.createElement('iframe');
  try {
    const kept = remembered();
    const realm = emptyRealm(frame);
    for (const script of scripts.values()) {
      const name = `${script.file.href} ${script.file.integrity}`;
      if (script.runs === 1 && !kept.has(name)) {
        await idlePeriod();
        if (!(await isRunFromCache(realm, script.file))) return;
        script.runs++;
      }
      kept.add(name);
    }
    localStorage.setItem(KEY, JSON.stringify([...kept].slice(-REMEMBERED)));
  } catch (error) {
    console.debug('web-dash: the code of scripts isn’t kept for the next visit.', error);
  } finally {
    frame.remove();
  }
}

/** The window of a frame in which scripts end soon, for what they lack: only their first lines are to run. */
function emptyRealm(frame: HTMLIFrameElement): Realm {
  frame.hidden = true;
  frame.style.display = 'none';
  frame.dataset['webDash'] = 'kept-code';
  document.documentElement.append(frame);
  const realm = frame.contentWindow as Realm;
  realm.onerror = () => true;
  Object.defineProperty(realm, 'module', {
    get: () => {
      throw new Error('There are no modules.');
    },
  });
  return realm;
}

/**
 * Runs a script.
 *
 * @returns whether the browser had it: where it may not keep the script it keeps no code of it either
 */
function isRunFromCache(realm: Realm, { href, integrity }: StaticFile): Promise<boolean> {
  const script = realm.document.createElement('script');
  Object.assign(script, { src: href, integrity, crossOrigin: 'anonymous' });
  return new Promise((resolve) => {
    script.onerror = () => resolve(false);
    script.onload = () => {
      const entries = realm.performance.getEntriesByName(href) as PerformanceResourceTiming[];
      resolve(entries.every(({ transferSize }) => transferSize <= HEADERS));
    };
    realm.document.documentElement.append(script);
  });
}

/** The names of the scripts whose code was kept on an earlier visit, or on another page of the origin. */
function remembered(): Set<string> {
  return new Set(JSON.parse(localStorage.getItem(KEY) ?? '[]') as string[]);
}
