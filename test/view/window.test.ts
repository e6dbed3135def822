import { expect, oneEvent } from '@open-wc/testing';

import { expectSame, mountApp } from './fixture.js';

describe('The realm’s window', () => {
  it('has the page’s screen and sizes', async () => {
    const { realm } = await mountApp('');
    expect([realm.innerWidth, realm.innerHeight, realm.devicePixelRatio]).to.deep.equal([
      innerWidth,
      innerHeight,
      devicePixelRatio,
    ]);
    expect(realm.matchMedia('(min-width: 500px)').matches).to.equal(true);
  });

  it('is at the top', async () => {
    const { realm } = await mountApp('');
    expectSame(realm.parent, realm);
    expectSame(realm.frameElement, null);
    expectSame(realm.window, realm);
    expectSame(realm.self, realm);
  });

  it('has frames though its own frame is hidden', async () => {
    const { realm } = await mountApp('');
    await new Promise((resolve) => realm.requestAnimationFrame(resolve));
  });

  it('scrolls the page, in coordinates of the app’s document', async () => {
    const above = document.body.appendChild(document.createElement('div'));
    above.style.height = '500px';
    const { realm, document: appDocument } = await mountApp('<div style="height: 3000px"></div>');
    const html = appDocument.documentElement;
    expect(realm.scrollY).to.be.below(-400);
    realm.scrollTo(0, 200);
    expect(realm.scrollY).to.be.closeTo(200, 1);
    expect(realm.pageYOffset).to.be.closeTo(-html.getBoundingClientRect().top, 1);
    expect(html.scrollTop).to.be.closeTo(200, 1);
    realm.scrollBy(0, 50);
    expect(realm.scrollY).to.be.closeTo(250, 1);
    expect(html.clientHeight).to.equal(document.documentElement.clientHeight);
    window.scrollTo(0, 0);
    above.remove();
  });

  it('is resized when the app’s element is', async () => {
    const { realm, host } = await mountApp('<p>text</p>');
    const resized = oneEvent(realm, 'resize');
    host.style.width = '300px';
    await resized;
    expect(realm.document.documentElement.clientWidth).to.equal(300);
  });

  it('keeps its size while the app’s element is hidden or out of the page', async () => {
    const { realm, host } = await mountApp('<p>text</p>');
    let resized = 0;
    realm.addEventListener('resize', () => resized++);
    const observed = async (): Promise<void> => {
      // The observers of a frame are called after its callbacks.
      for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
    };
    host.style.display = 'none';
    await observed();
    host.style.display = '';
    await observed();
    host.remove();
    await observed();
    document.body.append(host);
    await observed();
    expect(resized).to.equal(0);
    host.style.width = '300px';
    await observed();
    expect(resized).to.equal(1);
  });
});
