// As webpack builds it: React is Dash's, and chunks are found beside this script.
(() => {
  const { createElement, lazy, Suspense } = window.React;
  const base = document.currentScript.src.replace(/[^/]*$/, '');

  const loadChunk = (name) =>
    new Promise((resolve, reject) => {
      window.webpackChunkmy_components = { push: resolve };
      const script = document.createElement('script');
      script.src = base + name;
      script.onerror = reject;
      document.head.appendChild(script);
    });

  function Counter({ id, label, count = 0, setProps }) {
    const onClick = () => setProps({ count: count + 1 });
    return createElement('button', { id, className: 'my-counter', onClick }, `${label}: ${count}`);
  }

  const LazyPanel = lazy(() => loadChunk('async-panel.js').then((render) => ({ default: render })));

  function Panel(props) {
    return createElement(Suspense, { fallback: null }, createElement(LazyPanel, props));
  }

  window.my_components = { Counter, Panel };
})();
