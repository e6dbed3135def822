/**
 * The stylesheet of `<web-dash>` itself. While its scripts start, the app lies unseen over the panel, at
 * the size it will have: who is quick may use it already.
 */
export const HOST_STYLE = `
  :host { display: block; }
  :host([hidden]) { display: none; }
  :host([dragover]) {
    outline: 3px dashed var(--web-dash-accent, light-dark(#3f4f75, #9db2e8));
    outline-offset: -3px;
  }
  :host([state='starting']:not([hidden])) { display: grid; }
  :host([state='starting']) > *,
  :host([state='starting']) > web-dash-canvas > html,
  :host([state='starting']) ::slotted(*) {
    grid-area: 1 / 1;
    align-self: start;
    min-inline-size: 0;
  }
  :host([state='starting']) > :is([data-web-dash='status'], slot) ~ web-dash-canvas > html {
    opacity: 0;
  }
`;
