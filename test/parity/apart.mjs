/** What a server and a browser can't have in common, and what stands for it. */
const APART = /** @type {const} */ ([
  // When Dash's files were installed.
  [/(?<=\.v\d[\w-]*m)\d{10}\b/g, '<time>'],
  [/(?<=\?m=)\d{10}(?:\.\d+)?/g, '<time>'],
  // Now, in milliseconds.
  [/\b1[78]\d{11}\b/g, '<now>'],
  [/(?<="python_version":")[^"]*/g, '<version>'],
  // Dash's name for a load of the page.
  [/(?<="end_id":"|[?&]endId=)[^"&\s]*/g, '<load>'],
  // Of tracebacks: where files lie, what each Python underlines, werkzeug's names, and when Dash has heard of them.
  [/(?:\/[\w.~-]+)+\/(?=app\.py\b|site-packages\/)/g, '/'],
  [/(\n|\\n) *[~^]+(?=\n|\\n)/g, ''],
  [/(?<=\bframe-)\d{6,}/g, '<frame>'],
  [/(?<=SECRET = \\?")\w{20}/g, '<secret>'],
  [/\b\d{1,2}:\d\d:\d\d [AP]M\b/g, '<time>'],
  // What newer Pythons add.
  [/\. Did you mean '\w+'\?/g, ''],
]);

/** @param {string} text */
export function withoutApart(text) {
  return APART.reduce((rest, [pattern, stands]) => rest.replace(pattern, stands), text);
}
