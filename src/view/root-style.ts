import type { Disposables } from '../disposable.js';
import type { AppDocument } from './app-document.js';
import { defineOwnUnits } from './own-units.js';
import type { Stylesheets } from './stylesheets.js';

/**
 * What the style of a document's root says beyond its box: how long a `rem` is, and what the canvas looks
 * like, which for an app is its element.
 *
 * No browser tells of a change of computed styles. So they are looked at in the frame after anything has
 * changed that they may follow from.
 */
export class RootStyle {
  readonly #document: AppDocument;
  readonly #stylesheets: Stylesheets;
  readonly #disposables: Disposables;
  #frame = 0;
  #hasOwnUnits = false;

  constructor(app: AppDocument, stylesheets: Stylesheets, disposables: Disposables) {
    this.#document = app;
    this.#stylesheets = stylesheets;
    this.#disposables = disposables;
    const changed = (): void => this.changed();
    disposables.listen(app.html, 'load', changed, { capture: true });
    disposables.listen(matchMedia('(prefers-color-scheme: dark)'), 'change', changed);
    const sizes = new ResizeObserver(changed);
    sizes.observe(app.html);
    const attributes = new MutationObserver(changed);
    for (const element of [app.html, app.body]) attributes.observe(element, { attributes: true });
    disposables.add(() => {
      sizes.disconnect();
      attributes.disconnect();
      cancelAnimationFrame(this.#frame);
    });
  }

  /** Looks again with the next frame. */
  changed(): void {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.apply();
    });
  }

  /** Looks now. */
  apply(): void {
    // Outside of the page nothing has a style.
    if (!this.#document.html.isConnected) return;
    this.#applyUnits();
    this.#paintCanvas();
  }

  /** Where the page's `rem` is another than the app's, the app is given its own, once and for all. */
  #applyUnits(): void {
    if (this.#hasOwnUnits) return;
    const size = (root: Element): string => getComputedStyle(root).fontSize;
    if (size(this.#document.html) === size(document.documentElement)) return;
    this.#hasOwnUnits = true;
    defineOwnUnits(this.#document, this.#disposables);
    this.#stylesheets.ownUnits();
  }

  /**
   * Gives the element the background that a browser takes from `<html>`, or else from `<body>`, for the whole
   * window. Without one it shows the page, as frames do: unless the app is light in a dark page, or dark in a
   * light one.
   */
  #paintCanvas(): void {
    const { base, canvas, html, head, body } = this.#document;
    const meta = head.querySelector<HTMLMetaElement>('meta[name="color-scheme" i]');
    canvas.style.colorScheme = meta?.content ?? '';
    const painted = [html, body].find(isPainted);
    const { colorScheme } = getComputedStyle(html);
    const own = canvasColor(base, colorScheme);
    const { style } = (base.sheet?.cssRules[0] ?? {}) as Partial<CSSStyleRule>;
    if (!style) return;
    style.background = painted ? getComputedStyle(painted).background : '';
    // Gradients are as large as the root, and repeated beyond it.
    const { width, height } = html.getBoundingClientRect();
    const { backgroundImage, backgroundSize } = style;
    if (backgroundImage.includes('gradient(') && /^auto(?: auto)?$/.test(backgroundSize)) {
      style.backgroundSize = `${width}px ${height}px`;
    }
    if (!painted && own !== canvasColor(base, 'inherit')) style.backgroundColor = own;
    // Colours that are under way have others in the next frame.
    const animations = [html, body].flatMap((element) => element.getAnimations());
    if (animations.some((animation) => animation instanceof CSSTransition)) this.changed();
  }
}

/** Whether an element has a background of which anything can be seen. */
function isPainted(element: Element): boolean {
  const { backgroundColor, backgroundImage } = getComputedStyle(element);
  // Over itself a translucent one would be less so.
  return !/^rgba|\//.test(backgroundColor) || backgroundImage !== 'none';
}

/** The colour of an empty canvas in a colour scheme, as an element says that is not shown. */
function canvasColor(probe: HTMLElement, colorScheme: string): string {
  probe.style.cssText = `color: Canvas; color-scheme: ${colorScheme}`;
  return getComputedStyle(probe).color;
}
