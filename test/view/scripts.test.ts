import { expect, oneEvent } from '@open-wc/testing';

import { mountApp, networkPaths, type Routes, until } from './fixture.js';

/** An app whose scripts `note()` what happens, and what they noted. */
async function noted(page: string, routes: Routes = {}) {
  const app = await mountApp({
    '/': `<script>var notes = []; function note(text) { notes.push(text) }</script>${page}`,
    ...routes,
  });
  const notes = () => (app.run('notes') as string[]).slice();
  return { app, notes };
}

describe('Scripts of the app’s page', () => {
  it('see the names of earlier ones, also those bound late', async () => {
    const { app, notes } = await noted(
      `<script>function later() { note(typeof Library) }</script>
       <script>var Library = {}; const fixed = 1; class Kind {}</script>
       <script src="/use.js"></script>`,
      { '/use.js': 'later(); note([fixed, typeof Kind, window.Library === Library].join())' },
    );
    expect(notes()).to.deep.equal(['object', '1,function,true']);
    expect(window).not.to.have.property('Library');
    expect(app.realm).to.have.property('Library');
  });

  it('run in order, whichever comes first', async () => {
    let release = (): void => undefined;
    const late = new Promise<string>((resolve) => {
      release = () => resolve('note("slow")');
    });
    const { notes } = await noted(
      `<script src="/slow.js"></script>
       <script src="/quick.js"></script>
       <script>note("inline")</script>`,
      {
        '/slow.js': () => late,
        '/quick.js': () => {
          release();
          return 'note("quick")';
        },
      },
    );
    expect(notes()).to.deep.equal(['slow', 'quick', 'inline']);
  });

  it('with defer, and modules, run after the others in their order', async () => {
    const { notes } = await noted(
      `<script defer src="/defer.js"></script>
       <script type="module">note("module")</script>
       <script>note("inline " + document.readyState)</script>
       <script>document.addEventListener("DOMContentLoaded", () => note("parsed"))</script>
       <script>addEventListener("load", () => note("loaded " + document.readyState))</script>`,
      { '/defer.js': 'note("defer " + document.readyState)' },
    );
    expect(notes()).to.deep.equal([
      'inline loading',
      'defer interactive',
      'module',
      'parsed',
      'loaded complete',
    ]);
  });

  it('with async hold up nothing', async () => {
    let release = (): void => undefined;
    const late = new Promise<string>((resolve) => {
      release = () => resolve('note("async")');
    });
    const { notes } = await noted(
      `<script async src="/async.js"></script><script src="/next.js"></script>`,
      {
        '/async.js': () => late,
        '/next.js': () => {
          setTimeout(release);
          return 'note("next")';
        },
      },
    );
    await until(() => notes().includes('async'));
    expect(notes()).to.deep.equal(['next', 'async']);
  });

  it('that are no JavaScript do not run', async () => {
    const { app, notes } = await noted(
      `<script type="application/json" id="data">{"a": 1}</script>
       <script type="text/x-template">note("template")</script>
       <script nomodule>note("old")</script>
       <script>note(JSON.parse(document.getElementById("data").textContent).a)</script>`,
    );
    expect(notes()).to.deep.equal([1]);
    expect(app.document.scripts).to.have.length(5);
  });

  it('that fail, or cannot be reached, do not stop the next', async () => {
    const errors: string[] = [];
    const onError = (event: ErrorEvent): void => void errors.push(event.message);
    const { app, notes } = await noted(
      `<script>addEventListener("error", (event) => { note(event.message); event.preventDefault() })</script>
       <script>throw new Error("thrown")</script>
       <script src="/missing.js"></script>
       <script src="http://localhost:9/unreachable.js"></script>
       <script>note("next")</script>`,
    );
    window.removeEventListener('error', onError);
    expect(notes()).to.have.length(2);
    expect(notes()[0]).to.contain('thrown');
    expect(notes()[1]).to.equal('next');
    expect(errors).to.deep.equal([]);
    expect(app.targets()).to.include('/missing.js');
  });

  it('are asked of the app, never of the network', async () => {
    await noted('<script src="/own.js"></script><script type="module" src="/own.mjs"></script>', {
      '/own.js': '',
      '/own.mjs': '',
    });
    expect(await networkPaths()).to.deep.equal([]);
  });
});

describe('A script that a script makes', () => {
  it('runs when it is inserted, and tells that it has loaded', async () => {
    const { app, notes } = await noted('', { '/chunk.js': 'note("chunk")' });
    const script = app.document.createElement('script');
    script.src = '/chunk.js';
    const loaded = oneEvent(script, 'load');
    expect(notes()).to.deep.equal([]);
    app.document.head.appendChild(script);
    await loaded;
    expect(notes()).to.deep.equal(['chunk']);
  });

  it('tells of an error if the app has none of that name', async () => {
    const { app } = await noted('');
    const script = app.document.createElement('script');
    script.src = '/missing.js';
    const failed = oneEvent(script, 'error');
    app.document.head.append(script);
    await failed;
  });

  it('runs at once if it is inline, and once only', async () => {
    const { app, notes } = await noted('');
    const script = app.document.createElement('script');
    script.textContent = 'note("inline")';
    app.document.body.append(script);
    expect(notes()).to.deep.equal(['inline']);
    app.document.head.append(script);
    expect(notes()).to.deep.equal(['inline']);
  });

  it('keeps its place if async is false', async () => {
    let release = (): void => undefined;
    const late = new Promise<string>((resolve) => {
      release = () => resolve('note("first")');
    });
    const { app, notes } = await noted('', {
      '/first.js': () => late,
      '/second.js': () => {
        release();
        return 'note("second")';
      },
    });
    for (const name of ['first', 'second']) {
      const script = app.document.createElement('script');
      expect(script.async).to.equal(true);
      script.async = false;
      script.src = `/${name}.js`;
      app.document.head.append(script);
    }
    await until(() => notes().length === 2);
    expect(notes()).to.deep.equal(['first', 'second']);
  });

  it('does not run in the page', async () => {
    const { app } = await noted('');
    const script = app.document.createElement('script');
    script.text = 'var leaked = 1';
    app.document.head.append(script);
    expect(app.run('leaked')).to.equal(1);
    expect(window).not.to.have.property('leaked');
  });
});

describe('Large scripts of several apps', () => {
  const PADDING = `/* ${'x'.repeat(40_000)} */`;
  const LIBRARY = `${PADDING}\nvar library = {}; note("large " + document.currentScript.src.endsWith("/large.js"))`;
  const PAGE = '<script src="/large.js"></script><script>note("after " + typeof library)</script>';
  const ROUTES = { '/large.js': LIBRARY };

  const create = URL.createObjectURL.bind(URL);
  /** Where the browser is given scripts. */
  let addresses: string[] = [];

  beforeEach(() => {
    addresses = [];
    URL.createObjectURL = (blob: Blob) => {
      const url = create(blob);
      if (blob.type.startsWith('text/javascript')) addresses.push(url);
      return url;
    };
  });
  afterEach(() => {
    URL.createObjectURL = create;
  });

  it('run as others do, each in its own app', async () => {
    const { app, notes } = await noted(PAGE, ROUTES);
    const other = await noted(PAGE, ROUTES);
    for (const each of [notes(), other.notes()]) {
      expect(each).to.deep.equal(['large true', 'after object']);
    }
    expect(app.run('library')).not.to.equal(other.app.run('library'));
  });

  it('are one to the browser, as long as an app has them', async () => {
    const { app } = await noted(PAGE, ROUTES);
    const other = await noted(PAGE, ROUTES);
    expect(addresses).to.have.lengthOf(1);
    const [address = ''] = addresses;
    const isThere = (): Promise<boolean> =>
      fetch(address).then(
        () => true,
        () => false,
      );
    app.dispose();
    expect(await isThere()).to.equal(true);
    other.app.dispose();
    expect(await isThere()).to.equal(false);
  });

  it('that differ are different ones', async () => {
    const { notes } = await noted(PAGE, ROUTES);
    const other = await noted(PAGE, { '/large.js': `${LIBRARY}; note("other")` });
    expect(notes()).to.deep.equal(['large true', 'after object']);
    expect(other.notes()).to.deep.equal(['large true', 'other', 'after object']);
  });

  it('with an error are told of, and the next one runs', async () => {
    const { notes } = await noted(
      `<script>onerror = (message) => { note(message); return true }</script>
       <script src="/large.js"></script><script>note("after")</script>`,
      { '/large.js': `${PADDING}\nthrow new Error("broken")` },
    );
    const [error = '', after] = notes();
    expect(error).to.contain('broken');
    expect(after).to.equal('after');
  });
});

describe('Pages of apps that are opened at once', () => {
  it('run their scripts one after another, though none waits for long', async () => {
    const asked: string[] = [];
    const open = (name: string) =>
      mountApp({
        '/': '<script src="/slow.js"></script>',
        '/slow.js': async () => {
          asked.push(name);
          await new Promise((resolve) => setTimeout(resolve, 400));
          asked.push(`answered ${name}`);
          return '';
        },
      });
    await Promise.all(['a', 'b', 'c', 'd'].map(open));
    expect(asked.filter((each) => each.length === 1)).to.deep.equal(['a', 'b', 'c', 'd']);
    expect(asked.indexOf('answered a')).to.be.lessThan(asked.indexOf('d'));

    let answer = (): void => undefined;
    const late = new Promise<string>((resolve) => (answer = () => resolve('')));
    const waiting = mountApp({
      '/': '<script src="/late.js"></script>',
      '/late.js': () => late,
    });
    await mountApp('<p></p>');
    answer();
    await waiting;
  });
});
