import { expect } from '@open-wc/testing';

import { startServer } from '../helpers/commands.js';
import { mountApp, until } from '../view/fixture.js';

describe('A stylesheet that may not be read', () => {
  it('applies if a style element imports it', async () => {
    const { origin } = await startServer({ cors: false });
    const url = `${origin}/fixtures/other-origin.css`;
    const app = await mountApp(`<style>@import "${url}";</style><p>text</p>`);
    const paragraph = await app.found('p');
    await until(() => getComputedStyle(paragraph).color === 'rgb(1, 2, 3)', 'The colour');
    expect(document.adoptedStyleSheets.length).to.equal(0);
  });
});
