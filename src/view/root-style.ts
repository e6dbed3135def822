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
  /** Takes the colour scheme of the app's root, to tell of its colours. */
  readonly #probe = document.createElement('style');
  #frame = 0;
  #hasOwnUnits = false;
  /** The element's style as it was last written. */
  #canvasStyle = '';

  constructor(app: AppDocument, stylesheets: Stylesheets, disposables: Disposables) {
    this.#document = app;
    this.#stylesheets = stylesheets;
    this.#disposables = disposables;
    app.base.after(this.#probe);
    app.base.style.cssText = 'color: Canvas; color-scheme: inherit';
    this.#probe.style.color = 'Canvas';
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
      this.#probe.remove();
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
    const wanted = painted ? paintedStyle(painted, html) : this.#emptyStyle();
    // Where a rule is written, be it as it was, the browser looks anew for what it applies to.
    if (wanted !== this.#canvasStyle && base.sheet) {
      (base.sheet.cssRules[0] as CSSStyleRule).style.cssText = wanted;
      this.#canvasStyle = wanted;
    }
    // Colours that are under way have others in the next frame.
    const animations = [html, body].flatMap((element) => element.getAnimations());
    if (animations.some((animation) => animation instanceof CSSTransition)) this.changed();
  }

  /** The style of a canvas without a background of its own. */
  #emptyStyle(): string {
    const { base, html } = this.#document;
    const { style } = this.#probe;
    const { colorScheme } = getComputedStyle(html);
    if (style.colorScheme !== colorScheme) style.colorScheme = colorScheme;
    const { color } = getComputedStyle(this.#probe);
    return color === getComputedStyle(base).color ? '' : `background-color: ${color}`;
  }
}

/** The style of a canvas that has the background of an element. */
function paintedStyle(element: Element, html: HTMLElement): string {
  const { background, backgroundImage, backgroundSize } = getComputedStyle(element);
  const style = `background: ${background}`;
  if (!backgroundImage.includes('gradient(') || !/^auto(?: auto)?$/.test(backgroundSize))
    return style;
  // Gradients are as large as the root, and repeated beyond it.
  const { width, height } = html.getBoundingClientRect();
  return `${style}; background-size: ${width}px ${height}px`;
}

/** Whether an element has a background of which anything can be seen. */
function isPainted(element: Element): boolean {
  const { backgroundColor, backgroundImage } = getComputedStyle(element);
  // Over itself a translucent one would be less so.
  return !/^rgba|\//.test(backgroundColor) || backgroundImage !== 'none';
}
