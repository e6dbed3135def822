import { expect, oneEvent } from '@open-wc/testing';

import { startServer } from '../helpers/commands.js';
import { expectSame, mountApp } from './fixture.js';

/** As webpack's runtime finds the folder of its chunks. */
const PUBLIC_PATH = `
  var scriptUrl;
  var script = document.currentScript;
  if (script && script.tagName.toUpperCase() === 'SCRIPT') scriptUrl = script.src;
  if (!scriptUrl) {
    var scripts = document.getElementsByTagName('script');
    var i = scripts.length - 1;
    while (i > -1 && (!scriptUrl || !/^http(s?):/.test(scriptUrl))) scriptUrl = scripts[i--].src;
  }
  window.publicPath = scriptUrl.replace(/[?#].*$/, '').replace(/\\/[^\\/]+$/, '/');
`;

describe('document.currentScript in the realm', () => {
  it('is the app’s script element while it runs, and null afterwards', async () => {
    const { document, run } = await mountApp(
      '<script id="me">var during = document.currentScript, id = during.id</script>',
    );
    expect(run('id')).to.equal('me');
    expectSame(run('during'), document.getElementById('me'));
    expect(run('during instanceof HTMLScriptElement')).to.equal(true);
    expectSame(document.currentScript, null);
  });

  it('tells a bundle the folder of its chunks', async () => {
    const { run } = await mountApp({
      '/': '<script src="/_dash-component-suites/dcc/bundle.js?v=1"></script>',
      '/_dash-component-suites/dcc/bundle.js': PUBLIC_PATH,
    });
    expect(run('publicPath')).to.equal(`${location.origin}/_dash-component-suites/dcc/`);
  });

  it('is not needed by a bundle that looks for the last script', async () => {
    const { run } = await mountApp({
      '/': '<script src="/folder/bundle.js"></script>',
      '/folder/bundle.js': `Object.defineProperty(document, 'currentScript', { value: null });${PUBLIC_PATH}`,
    });
    expect(run('publicPath')).to.equal(`${location.origin}/folder/`);
  });

  it('is the element that a script inserted', async () => {
    const { document, run } = await mountApp({
      '/': '',
      '/chunk.js': 'var seen = document.currentScript',
    });
    const script = document.createElement('script');
    script.src = 'chunk.js';
    const loaded = oneEvent(script, 'load');
    document.head.append(script);
    await loaded;
    expectSame(run('seen'), script);
    expect(script.src).to.equal(`${location.origin}/chunk.js`);
  });

  it('is the element of a script from another origin', async () => {
    const { origin } = await startServer();
    const { document, run } = await mountApp(`
      <script>var seen; addEventListener('seen', () => seen = document.currentScript)</script>
      <script id="there" src="${origin}/fixtures/current-script.js"></script>`);
    expectSame(run('seen'), document.getElementById('there'));
  });
});

describe('The app’s scripts', () => {
  it('are found by name and in document.scripts, those inserted too', async () => {
    const { document } = await mountApp('<script id="a"></script><body><script id="b"></script>');
    document.head.append(document.createElement('script'));
    const ids = ['a', '', 'b'];
    const collections = [
      document.scripts,
      document.getElementsByTagName('script'),
      document.getElementsByTagName('SCRIPT'),
      document.querySelectorAll('script'),
    ];
    for (const found of collections) {
      expect(Array.from(found, ({ id }) => id)).to.deep.equal(ids);
    }
  });
});
