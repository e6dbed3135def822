/** The element, registered: all that a page needs. */
export { WebDashElement } from './define.js';
export type { WebDashLoading, WebDashState } from './web-dash-element.js';
export * from './element-events.js';
export type { WebDashFiles } from './files/app-files.js';
export type { FileChange, FileEntry } from './kernel/protocol.js';
export { ERRORS, WebDashError, type ErrorCode } from './errors.js';
