import { expect } from '@open-wc/testing';

import { expectSame, mountApp, until } from './fixture.js';

const PAGE = '<script>var seen = []; function note(...what) { seen.push(...what); }</script>';

describe('Inline handlers', () => {
  it('of the page’s markup run in the realm', async () => {
    const { run, found } = await mountApp(
      `${PAGE}<button onclick="note(this, event, this === event.currentTarget, window, document)"></button>`,
    );
    const button = await found('button');
    button.click();
    expectSame(run('seen[0]'), button);
    expect(run('seen[1].type')).to.equal('click');
    expect(run('seen[2] && seen[3] === window && seen[4] === document')).to.equal(true);
    expect(button.getAttribute('onclick')).to.match(/^note\(this/);
    expect(run('document.querySelector("button").onclick instanceof Function')).to.equal(true);
    expect(window).not.to.have.property('seen');
  });

  it('of markup that scripts put in run in the realm', async () => {
    const { run, found } = await mountApp(`${PAGE}<div></div>`);
    run(`document.querySelector('div').innerHTML =
      '<p onclick="note(1)"><svg onclick="note(2)"><g></g></svg></p><img onerror="note(3)" src="/no.png">'`);
    (await found('g')).dispatchEvent(new MouseEvent('click', { bubbles: true }));
    await until(() => run('seen.length === 3'));
    expect(run('seen.sort().join()')).to.equal('1,2,3');
  });

  it('may be set, changed and removed as attributes', async () => {
    const { run } = await mountApp(`${PAGE}<button></button>`);
    run('var button = document.querySelector("button")');
    const ways = [
      `button.setAttribute('onClick', 'note("set")')`,
      `button.setAttributeNS(null, 'onclick', 'note("ns")')`,
      `var node = document.createAttribute('onclick'); node.value = 'note("node")'; button.setAttributeNode(node)`,
      `button = button.cloneNode(); document.body.append(button)`,
      `button.onclick = () => note('property')`,
      `button.removeAttribute('onclick')`,
    ];
    for (const way of ways) run(`${way}; button.click()`);
    expect(run('seen.join()')).to.equal('set,ns,node,node,property');
  });

  it('prevent what the browser would do by returning false', async () => {
    const { run, targets } = await mountApp(
      `${PAGE}<a href="/elsewhere" onclick="note('clicked'); return false"></a>`,
    );
    const before = targets().length;
    run('document.querySelector("a").click()');
    expect(run('seen.join()')).to.equal('clicked');
    expect(targets()).to.have.length(before);
  });

  it('see names of their element, its form and the document', async () => {
    const { run } = await mountApp(
      `${PAGE}<form><input name="town" value="Ulm"><button type="button" value="v"
        onclick="note(value, town.value, body.localName)"></button></form>`,
    );
    run('document.querySelector("button").click()');
    expect(run('seen.join()')).to.equal('v,Ulm,body');
  });

  it('with errors tell the realm of them', async () => {
    const { run } = await mountApp(
      `${PAGE}<script>addEventListener('error', (event) => { note(event.message); event.preventDefault() })</script>
       <button onclick="throw new Error('thrown')"></button><i onclick="}{"></i>`,
    );
    run('document.querySelector("button").click(); document.querySelector("i").click()');
    await until(() => run('seen.some((text) => text.includes("thrown"))'));
  });

  it('of <body> are the realm’s window’s, never the page’s', async () => {
    const onload = (): void => undefined;
    window.onload = onload;
    const { run, realm } = await mountApp({
      '/': `<head>${PAGE}</head><body onload="note('load', this === window)" onhashchange="note('hash')"></body>`,
    });
    expectSame(window.onload, onload);
    expectSame(window.onhashchange, null);
    window.onload = null;
    expect(run('seen.join()')).to.equal('load,true');
    realm.dispatchEvent(new Event('hashchange'));
    run(`document.body.onmessage = () => note('message')`);
    expectSame(window.onmessage, null);
    realm.dispatchEvent(new Event('message'));
    expect(run('seen.join()')).to.equal('load,true,hash,message');
    expect(run('document.body.getAttribute("onhashchange")')).to.equal("note('hash')");
    run('document.body.removeAttribute("onload")');
    expect(run('window.onload')).to.equal(null);
  });
});

describe('javascript: addresses', () => {
  it('of links run in the realm', async () => {
    const { run } = await mountApp(
      `${PAGE}<a href=" JavaScript:note(%22a%C3%A4%22, this === window)"><b></b></a>
       <svg><a href="javascript:note('svg')"><g></g></a></svg>`,
    );
    run(`document.querySelector('b').click();
      document.querySelector('g').dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))`);
    await until(() => run('seen.length === 3'));
    expect(run('seen.join()')).to.equal('aä,true,svg');
  });

  it('of forms run in the realm', async () => {
    const { run } = await mountApp(
      `${PAGE}<form action="javascript:note('form')"><button></button></form>`,
    );
    run('document.querySelector("button").click()');
    await until(() => run('seen.length'));
    expect(run('seen.join()')).to.equal('form');
  });

  it('do nothing if a listener prevents it', async () => {
    const { run } = await mountApp(
      `${PAGE}<a id="no" href="javascript:note('no')" onclick="return false"></a><a id="yes" href="javascript:note('yes')"></a>`,
    );
    run('document.getElementById("no").click(); document.getElementById("yes").click()');
    await until(() => run('seen.length'));
    expect(run('seen.join()')).to.equal('yes');
  });
});
