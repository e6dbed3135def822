import { expect } from '@open-wc/testing';
import { dedent, loadApp, readChildren } from '../../src/app-source.js';
import { Downloads } from '../../src/files/downloads.js';

const { signal } = new AbortController();

function parse(markup: string): Element {
  const element = document.createElement('div');
  element.innerHTML = markup;
  return element;
}

describe('the source of an app', () => {
  it('loses the indentation of the page, and keeps its own', () => {
    expect(dedent('\n\n    if a:\n\n        b\n    c\n  ')).to.equal('if a:\n\n    b\nc\n');
  });

  it('keeps tabs and spaces apart', () => {
    expect(dedent('\ta\n    b')).to.equal('\ta\n    b\n');
  });

  it('is decoded where it is text, and raw where it is a script', () => {
    expect(readChildren(parse('a = 1 &lt; 2')).code).to.equal('a = 1 < 2\n');
    const script = '<script type="text/x-python">a = "&lt;b>"</script>';
    expect(readChildren(parse(script)).code).to.equal('a = "&lt;b>"\n');
  });

  it('is none where there is only white space and slotted content', () => {
    expect(readChildren(parse(' <p slot="loading">Wait</p> ')).code).to.equal(null);
  });

  it('comes with the files of its children, byte for byte', async () => {
    const url = URL.createObjectURL(new Blob([new Uint8Array([0, 255, 128])]));
    const children = parse(
      `<web-dash-file name="a.bin" url="${url}"></web-dash-file>` +
        '<web-dash-file name="assets/a.css">p { color: red }</web-dash-file>a = 1',
    );
    const source = {
      src: null,
      requirements: '',
      lock: null,
      proxy: null,
      ...readChildren(children),
    };
    const { files, filename } = await loadApp(source, new Downloads(signal));
    expect(files[0]).to.deep.equal({ path: 'a.bin', content: new Uint8Array([0, 255, 128]) });
    expect(new TextDecoder().decode(files[1]?.content)).to.equal('p { color: red }\n');
    expect(filename).to.equal('app.py');
  });

  it('comes with all that is said of its packages, and where relative addresses in it begin', async () => {
    const url = URL.createObjectURL(new Blob(['numpy\n']));
    const children = parse(
      `<web-dash-requirements>\n  pandas >= 2\n  ./a.whl\n</web-dash-requirements>` +
        `<web-dash-requirements src="${url}"></web-dash-requirements>` +
        `<link rel="web-dash-lock" href="${url}">a = 1`,
    );
    const source = {
      src: null,
      requirements: 'requests',
      lock: url,
      proxy: null,
      ...readChildren(children),
    };
    const { requirements, lock } = await loadApp(source, new Downloads(signal));
    const base = document.baseURI;
    expect(requirements).to.deep.equal([
      { text: 'requests', base },
      { text: 'pandas >= 2\n./a.whl\n', base },
      { text: 'numpy\n', base: url },
    ]);
    expect(lock).to.deep.equal({ text: 'numpy\n', base: url });
  });
});
