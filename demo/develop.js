const script = document.querySelector('web-dash > script');
const editor = document.querySelector('#code');

const lines = script.textContent.trimEnd().split('\n').slice(1);
const indent = /^ */.exec(lines[0])[0].length;
editor.value = lines.map((line) => line.slice(indent)).join('\n');

// The element watches its script: a change of it reloads the app.
let pause;
editor.addEventListener('input', () => {
  clearTimeout(pause);
  pause = setTimeout(() => (script.textContent = editor.value), 500);
});
