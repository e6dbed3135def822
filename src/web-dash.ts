/** The element, registered: all that a page needs. */
export { WebDashElement } from './define.js';
export type { WebDashLoading, WebDashState } from './web-dash-element.js';
export * from './element-events.js';
export { ERRORS, WebDashError, type ErrorCode } from './errors.js';
