import { WebDashElement } from './web-dash-element.js';

declare global {
  interface HTMLElementTagNameMap {
    'web-dash': WebDashElement;
  }
}

/** Registers the element as `<web-dash>`. A second script on a page leaves the first one's element. */
if (!customElements.get('web-dash')) customElements.define('web-dash', WebDashElement);

export { WebDashElement };
