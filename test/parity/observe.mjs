import { withoutApart } from './apart.mjs';
import { trafficLines } from './traffic.mjs';

/**
 * @import { Shown } from './sides.mjs'
 *
 * @typedef {object} Observation
 * @property {Record<string, string[]>} subjects Lines of text, alike where both sides behave alike.
 * @property {readonly (readonly [name: string, png: Uint8Array])[]} pictures
 */

/** An app is at rest when nothing has moved for so long, in milliseconds. */
const QUIET_TIME = 250;
/** One that never rests is taken as it is. */
const REST_DEADLINE = 30_000;
const PAUSE = 50;

/**
 * Waits until an app has answered what was done to it.
 *
 * @param {Pick<Shown, 'page' | 'pending'>} shown
 * @param {number} [quietTime]
 */
export async function settle(shown, quietTime = QUIET_TIME) {
  const deadline = Date.now() + REST_DEADLINE;
  while (Date.now() < deadline) {
    // While a page is being left for another one, it can't be asked.
    const quiet = await shown.page.evaluate('parity.quietTime()').catch(() => 0);
    const pending = await shown.pending().catch(() => 1);
    if (Number(quiet) >= quietTime && pending === 0) return;
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}

/**
 * Notes how an app stands, and what has happened since the last time.
 *
 * @param {Shown} shown
 * @param {readonly string[]} schemes Colour schemes in which to take pictures.
 * @returns {Promise<Observation>}
 */
export async function observe(shown, schemes) {
  const described = /** @type {Record<string, string[]>} */ (
    await shown.page.evaluate('parity.describe()')
  );
  const raw = {
    ...described,
    ...(await shown.recorder.take()),
    traffic: trafficLines(await shown.takeTraffic()),
    // Callbacks run beside each other on a server.
    printed: (await shown.takeOutput()).sort(),
    raised: (await shown.takeErrors()).filter((line) =>
      /^[\w.]+(?:Error|Exception|Warning)\b/.test(line),
    ),
  };
  const subjects = Object.fromEntries(
    Object.entries(raw).map(([name, lines]) => [name, normalise(lines, shown.origin)]),
  );
  return { subjects, pictures: await takePictures(shown, schemes) };
}

/**
 * @param {Shown} shown
 * @param {readonly string[]} schemes
 */
async function takePictures(shown, schemes) {
  const { page } = shown;
  /** @type {[string, Uint8Array][]} */
  const pictures = [];
  for (const value of schemes) {
    if (schemes.length > 1) {
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }]);
      await page.evaluate('parity.disturbed()');
      await settle(shown);
    }
    pictures.push([value, await page.screenshot({ captureBeyondViewport: false })]);
  }
  if (schemes.length > 1) await page.emulateMediaFeatures([]);
  return pictures;
}

/** What is made up anew each time: names given by Plotly, React, Mantine and others. */
const MADE_UP = [
  // Dash: jobs of background callbacks, and where their results are kept.
  /(?<="job": "|[?&](?:cancelJ|j)ob=)[^"&\s]+/g,
  /(?<=[0-9a-f]{64}~)[0-9a-f]{64}/g,
  /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g,
  /(?<=clip|trace|defs-)[0-9a-f]{6}/g,
  /:r[0-9a-z]+:/g,
  // A callback without outputs is known by where it stands, the path of its file included.
  /(?<="output":\s*")[0-9a-f]{64}(?=")/g,
  /(?<=react-aria)\d{6,10}/g,
  /mantine-[0-9a-z]{9}/g,
  // dash_table.
  /(?<=\btable-)[0-9a-z]{9,12}\b/g,
  // dcc: the time in base 36.
  /(?<=\binput-)[0-9a-z]{8}\b|\b[m-z][0-9a-z]{7}(?=-value\b)/g,
  // Plotly: maps.
  /\b[0-9a-f]{6}(?=-map\b)/g,
  // Plotly: clip paths, gradients, traces …, each with six hexadecimal digits. Last, as such are in the others.
  /(?<=[a-z_-])(?=[0-9a-f]*\d)[0-9a-f]{6}(?=[^0-9a-f]|false|true)/g,
];

/**
 * @param {readonly string[]} lines
 * @param {string} origin
 * @returns {string[]}
 */
function normalise(lines, origin) {
  let text = lines
    .join('\n')
    .replaceAll(origin, 'http://app')
    .replaceAll(new URL(origin).host, 'app');
  text = withoutApart(text);
  for (const pattern of MADE_UP) {
    /** @type {Map<string, number>} */
    const names = new Map();
    text = text.replace(pattern, (name) => {
      if (!names.has(name)) names.set(name, names.size + 1);
      return `<${names.get(name)}>`;
    });
  }
  return text === '' ? [] : text.split('\n');
}
