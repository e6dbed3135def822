import { adoptStyles, html, nothing, render, type TemplateResult } from 'lit';
import { ERRORS, type WebDashError } from './errors.js';
import type { BootStage, Progress } from './kernel/protocol.js';
import { panelStyles } from './status-panel.styles.js';

/** What the panel shows. */
export type Status =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'offer'; readonly start: () => void }
  | { readonly kind: 'progress'; readonly progress: Progress }
  /** While the app is shown already. */
  | { readonly kind: 'background'; readonly progress: Progress }
  | { readonly kind: 'error'; readonly error: WebDashError; readonly retry: () => void };

/** The slots in which an author can give content of their own instead. */
const SLOTS: Partial<Record<Status['kind'], string>> = { progress: 'loading', error: 'error' };

const STAGES: Record<BootStage, string> = {
  download: 'Downloading Python',
  interpreter: 'Starting Python',
  files: 'Loading the app’s files',
  packages: 'Loading packages',
  app: 'Starting the app',
};

const STAGE_NAMES = Object.keys(STAGES) as BootStage[];

/**
 * What `<web-dash>` shows of itself, above the app: a start button, progress, or an error; or what its
 * author has put into the slot for that.
 *
 * It has a shadow root of its own, so that its styles and the app's never meet.
 */
export class StatusPanel {
  readonly #host: HTMLElement;
  /** The panel's place in the element's shadow root. */
  readonly #panel: HTMLElement;
  readonly #root: ShadowRoot;
  /** What is in the element's shadow root now: the panel or a slot. */
  #shown: HTMLElement | undefined;

  /** @param host the element, which has a shadow root by the time something is to be shown */
  constructor(host: HTMLElement) {
    this.#host = host;
    this.#panel = document.createElement('div');
    this.#panel.dataset['webDash'] = 'status';
    this.#panel.setAttribute(
      'exportparts',
      'status, panel, progress, bar, label, button, error, title, message, help, traceback',
    );
    this.#root = this.#panel.attachShadow({ mode: 'open' });
    adoptStyles(this.#root, [panelStyles]);
  }

  /** Puts the panel, or the author's own content for it, above the app. */
  show(status: Status): void {
    const name = SLOTS[status.kind];
    const hasOwn = name !== undefined && this.#host.querySelector(`:scope > [slot="${name}"]`);
    if (hasOwn) {
      // One that is there stays: in a new one the content's animations would start again.
      const shown = this.#shown;
      if (shown instanceof HTMLSlotElement && shown.name === name) return;
      const slot = document.createElement('slot');
      slot.name = name;
      this.#place(slot);
    } else {
      this.#render(status);
      this.#place(this.#panel);
    }
  }

  /** Shows nothing but the app. */
  hide(): void {
    this.#shown?.remove();
    this.#shown = undefined;
  }

  #place(content: HTMLElement): void {
    if (content === this.#shown) return;
    this.hide();
    this.#host.shadowRoot?.prepend(content);
    this.#shown = content;
  }

  #render(status: Status): void {
    // The button that was pressed goes; what comes in its place takes the focus.
    const focused = this.#root.activeElement;
    this.#panel.dataset['kind'] = status.kind;
    render(html`<div part="status">${this.#template(status)}</div>`, this.#root);
    if (focused && !focused.isConnected) {
      this.#root.querySelector<HTMLElement>('[tabindex]')?.focus({ preventScroll: true });
    }
  }

  #template(status: Status): TemplateResult | typeof nothing {
    switch (status.kind) {
      case 'waiting':
        return html`<div class="panel" part="panel"></div>`;
      case 'offer':
        return html`<div class="panel" part="panel">
          <button class="start" part="button" type="button" @click=${status.start}>
            <svg viewBox="0 0 16 16" aria-hidden="true"><path d="M4 2l10 6-10 6z" /></svg>
            Start the app
          </button>
        </div>`;
      case 'progress':
      case 'background':
        return this.#progress(status.progress);
      case 'error':
        return errorTemplate(status.error, status.retry);
    }
  }

  #progress({ stage, loaded, total }: Progress): TemplateResult {
    const label = STAGES[stage];
    const known = total > 0;
    const bytes = known ? `${megabytes(loaded)} of ${megabytes(total)} MB` : '';
    const percent = known ? Math.floor((100 * loaded) / total) : undefined;
    const step = `Step ${STAGE_NAMES.indexOf(stage) + 1} of ${STAGE_NAMES.length}`;
    return html`<div class="panel" part="panel" tabindex="-1">
      <div class="line" part="label">
        <span>${label}…</span>
        <span class="bytes">${bytes || step}</span>
      </div>
      <div
        class="track ${known ? '' : 'unknown'}"
        part="progress"
        role="progressbar"
        aria-label="Start of the app"
        aria-valuemin="0"
        aria-valuemax="100"
        aria-valuenow=${percent ?? nothing}
        aria-valuetext=${bytes ? `${label}, ${bytes}` : `${label}, ${step}`}
      >
        <div class="bar" part="bar" style=${known ? `inline-size: ${percent}%` : ''}></div>
      </div>
      <div class="announcement" aria-live="polite">${label}</div>
    </div>`;
  }
}

function errorTemplate(error: WebDashError, retry: () => void): TemplateResult {
  const { title, help, retry: canRetry } = ERRORS[error.code];
  const { detail } = error;
  return html`<div class="panel error" part="panel error" role="alert" tabindex="-1">
    <h2 part="title">${title}</h2>
    <p class="message" part="message">${error.message}</p>
    <p part="help">${help}</p>
    ${
      detail !== undefined && !error.message.includes(detail)
        ? html`<pre part="traceback" tabindex="0" aria-label="Details">${detail}</pre>`
        : nothing
    }
    <div class="line">
      ${
        canRetry
          ? html`<button part="button" type="button" @click=${retry}>Try again</button>`
          : nothing
      }
      <code class="code">${error.code}</code>
    </div>
  </div>`;
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
