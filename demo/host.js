const app = document.querySelector('web-dash');
const slider = document.querySelector('#waves');
const shown = document.querySelector('#waves-out');

slider.addEventListener('input', () => app.setProps('waves', { value: Number(slider.value) }));

app.addEventListener('propschange', ({ detail: { id, props } }) => {
  if (id !== 'waves' || props.value === undefined) return;
  slider.value = props.value;
  shown.textContent = props.value;
});

app.addEventListener('pointclick', ({ detail: { x, y } }) => {
  const item = document.createElement('li');
  item.textContent = `${x}, ${y}`;
  document.querySelector('#points').append(item);
});
