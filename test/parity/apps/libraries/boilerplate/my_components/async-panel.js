window.webpackChunkmy_components.push(({ id, children }) =>
  window.React.createElement('section', { id, className: 'my-panel' }, children),
);
