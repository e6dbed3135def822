import { expect } from '@open-wc/testing';

import { mountApp } from './fixture.js';

/** Makes so much garbage of scripts and nodes that engines collect what no script holds. */
async function collectGarbage(): Promise<void> {
  for (let round = 0; round < 60; round++) {
    const waste = Array.from({ length: 3000 }, () => {
      const node = document.createElement('div');
      node.onclick = () => node.remove();
      return [node, new Array(1000).fill(round)];
    });
    await new Promise((resolve) => setTimeout(resolve, waste.length > 0 ? 50 : 0));
  }
}

describe('A node that no script holds', function () {
  this.timeout(60_000);

  it('is still the app’s when a script comes upon it later', async () => {
    const { document, realm } = await mountApp('<div id="top"><p><b></b></p></div>');
    await collectGarbage();
    const node = document.getElementById('top')?.firstElementChild?.firstElementChild;
    expect(node?.ownerDocument === realm.document).to.equal(true);
    expect(node?.getRootNode() === realm.document).to.equal(true);
  });
});
