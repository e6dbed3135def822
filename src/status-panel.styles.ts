import { css } from 'lit';

/** The stylesheet of the status panel. Colours follow the reader's scheme unless the page sets them. */
export const panelStyles = css`
  /* The app's rules reach the host, which stands in their tree; of important ones the inner tree's win. */
  :host {
    all: initial !important;
    display: block !important;
    color-scheme: light dark !important;

    /* Where the element is a grid, the panel lies over the app. */
    grid-area: 1 / 1 !important;
    align-self: start !important;
    min-inline-size: 0 !important;
  }

  .panel {
    --accent: var(--web-dash-accent, light-dark(#3f4f75, #9db2e8));
    --foreground: var(--web-dash-foreground, light-dark(#24292f, #e6edf3));
    --background: var(--web-dash-background, light-dark(#f6f8fa, #1b2028));
    --line: var(--web-dash-line, light-dark(#d5dae1, #3a424e));
    --danger: var(--web-dash-danger, light-dark(#b3261e, #ff9b91));

    box-sizing: border-box;
    display: flex;
    flex-direction: column;
    gap: 0.75em;
    justify-content: center;
    min-block-size: var(--web-dash-min-height, 8em);
    padding: 1.25em 1.5em;
    border: 1px solid var(--line);
    border-radius: 8px;
    background: var(--background);
    color: var(--foreground);
    font:
      15px/1.5 system-ui,
      sans-serif;
  }

  /* Over the app, in sight wherever the reader is in it, and without moving it. */
  :host([data-kind='background']) {
    position: sticky !important;
    z-index: 2147483647 !important;
    inset-block-start: 0 !important;
    block-size: 0 !important;
  }

  :host([data-kind='background']) .panel {
    position: absolute;
    inset-block-start: 8px;
    inset-inline-end: 8px;
    gap: 0.4em;
    inline-size: min(24em, 100% - 16px);
    min-block-size: 0;
    padding: 0.5em 0.9em 0.75em;
    box-shadow: 0 2px 10px rgb(0 0 0 / 15%);
    font-size: 13px;
  }

  .panel:focus {
    outline: none;
  }

  .line {
    display: flex;
    align-items: baseline;
    justify-content: space-between;
    gap: 1em;
  }

  .bytes,
  .code {
    opacity: 0.7;
    font-size: 0.87em;
    font-variant-numeric: tabular-nums;
  }

  .code {
    margin-inline-start: auto;
    font-family: ui-monospace, monospace;
  }

  .track {
    block-size: 6px;
    overflow: hidden;
    border-radius: 3px;
    background: var(--line);
  }

  .bar {
    block-size: 100%;
    border-radius: inherit;
    background: var(--accent);
    transition: inline-size 0.2s;
  }

  .unknown .bar {
    inline-size: 35%;
    animation: slide 1.4s ease-in-out infinite alternate;
  }

  .announcement {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  button {
    padding: 0.45em 1.1em;
    border: 1px solid transparent;
    border-radius: 6px;
    background: var(--accent);
    color: var(--background);
    font: inherit;
    font-weight: 600;
    cursor: pointer;
  }

  button:hover {
    filter: brightness(1.12);
  }

  button:focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }

  .start {
    display: inline-flex;
    align-items: center;
    align-self: center;
    gap: 0.5em;
  }

  .start svg {
    inline-size: 0.9em;
    block-size: 0.9em;
    fill: currentcolor;
  }

  .error {
    border-inline-start: 4px solid var(--danger);
  }

  h2,
  p {
    margin: 0;
  }

  h2 {
    color: var(--danger);
    font-size: 1.1em;
  }

  .message {
    overflow-wrap: anywhere;
  }

  pre {
    max-block-size: 20em;
    margin: 0;
    padding: 0.75em 1em;
    overflow: auto;
    border: 1px solid var(--line);
    border-radius: 6px;
    background: light-dark(#fff, #11151b);
    font:
      13px/1.45 ui-monospace,
      monospace;
  }

  @keyframes slide {
    from {
      transform: translateX(-60%);
    }

    to {
      transform: translateX(250%);
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .bar {
      transition: none;
    }

    .unknown .bar {
      inline-size: 100%;
      animation: none;
      opacity: 0.5;
    }
  }
`;
