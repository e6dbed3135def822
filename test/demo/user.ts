/** A user before an app: eyes that wait for what they look for, a real mouse and a real keyboard. */
import { sendKeys, sendMouse } from '@web/test-runner-commands';

import { doubleClick } from '../helpers/commands.js';

/** How long a user waits for an answer, in milliseconds: Firefox on two slow cores takes its time. */
const PATIENCE = 20_000;

/**
 * The pace of a hand that drags, in milliseconds: components follow the pointer from frame to frame, and
 * one that gets the next event before its frame may miss it.
 */
const HAND = 50;

/** An element, or the selector of one that is or will be shown. */
export type Target = Element | string;

/** A place in the viewport, in CSS pixels. */
export type Place = readonly [x: number, y: number];

/**
 * Waits until a condition holds.
 *
 * @param look Says what was found; `undefined`, `null` and `false` mean: not yet.
 * @param describe What is awaited, for the error; a function if it has more to say at the end.
 */
export async function until<T>(
  look: () => T | Promise<T>,
  describe: string | (() => string),
): Promise<Exclude<T, undefined | null | false>> {
  const deadline = performance.now() + PATIENCE;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== null && found !== false) {
      return found as Exclude<T, undefined | null | false>;
    }
    if (performance.now() > deadline) {
      throw new Error(`Waited in vain: ${typeof describe === 'string' ? describe : describe()}`);
    }
    await pause(40);
  }
}

/** Resolves after some milliseconds; for what shows by not happening, or for speed. */
export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Operates the app below a root as a user would. */
export class User {
  /** The shadow root (or document) that holds the app. */
  readonly root: Document | ShadowRoot;

  /** @param root The shadow root (or document) that holds the app. */
  constructor(root: Document | ShadowRoot) {
    this.root = root;
  }

  /** All elements of a selector that are shown now. */
  all(selector: string): HTMLElement[] {
    return [...this.root.querySelectorAll<HTMLElement>(selector)].filter(isShown);
  }

  /** Waits for an element to be shown; with `text`, for one whose whole text this is. */
  see(selector: string, text?: string): Promise<HTMLElement> {
    return until(
      () =>
        this.all(selector).find(
          (element) => text === undefined || element.textContent.trim() === text,
        ),
      `${selector}${text === undefined ? '' : ` with the text “${text}”`} is shown`,
    );
  }

  /** Waits until nothing of a selector is shown. */
  async seeNo(selector: string): Promise<void> {
    await until(() => this.all(selector).length === 0, `${selector} is gone`);
  }

  /** Waits until the text of `#<id>` is this. */
  async read(id: string, text: string): Promise<void> {
    await until(
      () => this.#text(id) === text,
      () => `#${id} reads “${text}”; it reads “${this.#text(id) ?? 'nothing'}”`,
    );
  }

  /** Waits until `#<name>-out`, where a callback writes JSON, holds this value. */
  async answer(name: string, value: unknown): Promise<void> {
    const wanted = JSON.stringify(value);
    const given = () => {
      const text = this.#text(`${name}-out`);
      return text ? JSON.stringify(JSON.parse(text)) : 'nothing';
    };
    await until(
      () => given() === wanted,
      () => `the callback of ${name} answers ${wanted}; it answers ${given()}`,
    );
  }

  /** Clicks in the middle of an element, or at a place of it counted from its top left corner. */
  async click(target: Target, at?: Place): Promise<void> {
    const position = await this.#reach(target, at);
    await sendMouse({ type: 'click', position: [...position] });
  }

  /** Clicks twice, fast. */
  async doubleClick(target: Target, at?: Place): Promise<void> {
    const [x, y] = await this.#reach(target, at);
    await doubleClick(x, y);
  }

  /** Moves the pointer over an element. */
  async hover(target: Target, at?: Place): Promise<void> {
    const [x, y] = await this.#reach(target, at);
    // From outside to inside, as a hand moves: some components wait for a second movement.
    await sendMouse({ type: 'move', position: [x - 2, y - 1] });
    await sendMouse({ type: 'move', position: [x, y] });
  }

  /** Presses the button at the first place and lets go at the last; places are in the viewport. */
  async drag(...path: readonly Place[]): Promise<void> {
    const [start, ...rest] = path.map(([x, y]): [number, number] => [Math.round(x), Math.round(y)]);
    if (!start) return;
    await sendMouse({ type: 'move', position: start });
    await sendMouse({ type: 'down' });
    await pause(HAND);
    let [x, y] = start;
    for (const [nextX, nextY] of rest) {
      await sendMouse({
        type: 'move',
        position: [Math.round((x + nextX) / 2), Math.round((y + nextY) / 2)],
      });
      await pause(HAND);
      await sendMouse({ type: 'move', position: [nextX, nextY] });
      await pause(HAND);
      [x, y] = [nextX, nextY];
    }
    await sendMouse({ type: 'up' });
  }

  /** Clicks on a field, so that it has the focus, and types. */
  async write(target: Target, text: string): Promise<void> {
    await this.click(target);
    await this.type(text);
  }

  /** Types where the focus is, at the pace of a fast typist. */
  async type(text: string): Promise<void> {
    for (const character of text) {
      await sendKeys({ type: character });
      await pause(30);
    }
  }

  /** Presses keys one after the other, by their names. */
  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await sendKeys({ press: key });
  }

  /** Takes what a field holds, by the keyboard, and writes something else. */
  async overwrite(target: Target, text: string): Promise<void> {
    await this.click(target);
    await sendKeys({ down: 'Control' });
    await sendKeys({ press: 'a' });
    await sendKeys({ up: 'Control' });
    await this.type(text);
  }

  /** The middle of an element in the viewport, once it is there, holds still and isn't covered. */
  async middle(target: Target): Promise<Place> {
    return this.#reach(target);
  }

  #text(id: string): string | undefined {
    return this.root.querySelector(`[id="${id}"]`)?.textContent ?? undefined;
  }

  async #reach(target: Target, at?: Place): Promise<[number, number]> {
    const name = typeof target === 'string' ? target : outline(target);
    let reason = 'it is not shown';
    return until(
      async () => {
        const element = typeof target === 'string' ? this.all(target)[0] : target;
        if (!element || !isShown(element)) return undefined;
        if (!isInViewport(element.getBoundingClientRect())) {
          element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
        }
        const before = element.getBoundingClientRect();
        await pause(50);
        const box = element.getBoundingClientRect();
        reason = 'it moves';
        if (box.left !== before.left || box.top !== before.top) return undefined;
        const [x, y] = at
          ? [box.left + at[0], box.top + at[1]]
          : [box.left + box.width / 2, box.top + box.height / 2];
        const hit = this.root.elementFromPoint(x, y);
        reason = `${hit ? outline(hit) : 'nothing'} is at its place (${x}, ${y})`;
        const reached = hit && (element.contains(hit) || hit.contains(element));
        return reached ? ([Math.round(x), Math.round(y)] as [number, number]) : undefined;
      },
      () => `${name} can be reached with the mouse, but ${reason}`,
    );
  }
}

function isShown(element: Element): boolean {
  const box = element.getBoundingClientRect();
  return box.width > 0 && box.height > 0 && element.checkVisibility({ visibilityProperty: true });
}

function isInViewport(box: DOMRect): boolean {
  return box.left >= 0 && box.top >= 0 && box.right <= innerWidth && box.bottom <= innerHeight;
}

function outline(element: Element): string {
  return element.outerHTML.slice(0, element.outerHTML.indexOf('>') + 1).slice(0, 120);
}
