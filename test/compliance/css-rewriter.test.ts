import { expect } from '@open-wc/testing';

import { ROOT, rewriteCSS } from '../../src/view/css-rewriter.js';

/** Rewrites with addresses marked by their kind. */
const rewrite = (css: string) => rewriteCSS(css, (url, kind) => `${kind}:${url}`);

describe('rewriteCSS()', () => {
  it('gives :root rules to the app’s root', () => {
    expect(rewrite(':root{--a:1}').css).to.equal(`${ROOT}{--a:1}`);
    expect(rewrite('html:root .x, a :ROOT>b{}').css).to.equal(`html${ROOT} .x, a ${ROOT}>b{}`);
  });

  it('keeps the specificity of :root, and matches the app’s root alone', () => {
    const root = document.createElement('div').attachShadow({ mode: 'open' });
    root.append(document.createElement('html'), document.createElement('div'));
    expect([...root.querySelectorAll(ROOT)].map(({ localName }) => localName)).to.deep.equal([
      'html',
    ]);
    expect(ROOT).to.match(/^:where\(html\):[a-z-]+$/);
  });

  it('leaves :root alone in strings, comments and longer names', () => {
    const css = '.a::after{content:":root"}/* :root */.b:root-node{}.url\\({}';
    expect(rewrite(css).css).to.equal(css);
  });

  it('keeps rules for :host within the app, with what they ask of it', () => {
    const { css } = rewrite(':host(.a:not(.b) ){} .c,:host-context(html.d) p{--x:host(e)} :host{}');
    expect(css).to.equal(
      ':host(.a:not(.b):where(web-dash-canvas *) ){} .c,' +
        ':host-context(html.d:where(web-dash-canvas *)) p{--x:host(e)} ' +
        ':host(:where(web-dash-canvas *)){}',
    );
    expect(rewrite(css).css).to.equal(css);
  });

  it('replaces addresses however they are written', () => {
    expect(rewrite('a{b:url(x.png)}').css).to.equal('a{b:url("resource:x.png")}');
    expect(rewrite('a{b:url( "x.png" )}').css).to.equal('a{b:url( "resource:x.png" )}');
    expect(rewrite("a{b:URL('x y.png')}").css).to.equal('a{b:URL("resource:x y.png")}');
    expect(rewrite('a{b:url(x\\29.png)}').css).to.equal('a{b:url("resource:x).png")}');
  });

  it('replaces addresses within image-set() and leaves other strings alone', () => {
    expect(rewrite('a{b:image-set(url("x.png") 1x);content:"y.png"}').css).to.equal(
      'a{b:image-set(url("resource:x.png") 1x);content:"y.png"}',
    );
  });

  it('tells imports from other addresses', () => {
    expect(rewrite('@import "a.css" screen;a{b:url(c)}').css).to.equal(
      '@import "import:a.css" screen;a{b:url("resource:c")}',
    );
    expect(rewrite('@import url(a.css);').css).to.equal('@import url("import:a.css");');
  });

  it('escapes what would end the address', () => {
    const { css } = rewriteCSS('a{b:url(x)}', () => 'a"b\\c\nd');
    const style = document.createElement('style');
    style.textContent = css.replace('b:', 'background-image:');
    document.head.append(style);
    const [rule] = style.sheet?.cssRules ?? [];
    style.remove();
    expect((rule as CSSStyleRule).style.backgroundImage).to.contain('b');
    expect(style.textContent).to.match(/url\("a\\22 b\\5c c\\a d"\)/);
  });

  it('takes out @font-face and @property', () => {
    const font = '@font-face{font-family:X;src:url(x.woff2)}';
    const property = '@property --x{syntax:"*";inherits:false}';
    const { css, hoisted } = rewrite(`a{b:c}${font}d{e:f}${property}g{h:i}`);
    expect(css).to.equal('a{b:c}d{e:f}g{h:i}');
    expect(hoisted).to.deep.equal([font.replace('x.woff2', '"resource:x.woff2"'), property]);
  });

  it('takes them out of other at-rules too', () => {
    const { css, hoisted } = rewrite('@layer a{@font-face{font-family:X}b{c:d}}');
    expect(css).to.equal('@layer a{b{c:d}}');
    expect(hoisted).to.deep.equal(['@font-face{font-family:X}']);
  });

  it('leaves a text alone that it has rewritten', () => {
    const { css } = rewriteCSS(':root{a:url(b)}', () => 'blob:x');
    expect(rewriteCSS(css, (url) => url).css).to.equal(css);
  });

  it('gives back what it need not change, character by character', () => {
    const css = '/* a */ b > c { d : e !important }\n@media (x){f{g:h}}';
    expect(rewrite(css)).to.deep.equal({ css, hoisted: [] });
  });
});
