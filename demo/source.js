/** Fills every `<pre class="source" data-src="…">` with the text of that file. */
for (const pre of document.querySelectorAll('pre.source[data-src]')) {
  try {
    const response = await fetch(pre.dataset.src);
    if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
    pre.textContent = await response.text();
  } catch (error) {
    pre.textContent = `${pre.dataset.src} can't be shown: ${error.message}`;
  }
}
