window.dash_clientside = Object.assign({}, window.dash_clientside, {
  numbers: {
    double: (value) => 2 * value,
    fail: (value) => {
      if (value === 13) throw new Error('thirteen');
      if (value === 14) throw dash_clientside.PreventUpdate;
      return `fine with ${value}`;
    },
    figure: (value) => ({ data: [{ type: 'bar', y: [value, value + 1] }], layout: {} }),
  },
});
