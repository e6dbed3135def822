import { expect } from '@open-wc/testing';

import { startServer } from '../helpers/commands.js';
import { mountApp, until } from '../view/fixture.js';

describe('navigator.sendBeacon() in the realm', () => {
  it('posts its data to the app', async () => {
    const { realm, requests } = await mountApp({ '/': '', '/log': { status: 204 } });
    expect(realm.navigator.sendBeacon('/log?a', 'left the page')).to.equal(true);
    await until(() => requests.length === 2);
    const [, beacon] = requests;
    expect([beacon?.method, beacon?.target]).to.deep.equal(['POST', '/log?a']);
    expect(new TextDecoder().decode(beacon?.body ?? undefined)).to.equal('left the page');
  });

  it('goes to the network if it is for another origin', async () => {
    const server = await startServer();
    const { realm, requests } = await mountApp('');
    expect(realm.navigator.sendBeacon(`${server.origin}/page?beacon`)).to.equal(true);
    let seen: string[] = [];
    await until(async () => {
      seen = await server.requests();
      return seen.length > 0;
    });
    expect(seen).to.deep.equal(['/page?beacon']);
    expect(requests).to.have.length(1);
  });
});
