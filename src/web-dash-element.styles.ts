/**
 * The stylesheet of `<web-dash>` itself. While its scripts start, the app lies unseen over the panel, at
 * the size it will have: who is quick may use it already.
 */
export const HOST_STYLE = `
  :host { display: block; }
  :host([hidden]) { display: none; }
  :host([state='starting']:not([hidden])) { display: grid; }
  :host([state='starting']) > *,
  :host([state='starting']) ::slotted(*) {
    grid-area: 1 / 1;
    align-self: start;
    min-inline-size: 0;
  }
  :host([state='starting']) > :is([data-web-dash='status'], slot) ~ html {
    opacity: 0;
  }
`;
