import { expect, nextFrame, waitUntil } from '@open-wc/testing';
import { WebDashError } from '../../src/errors.js';
import { failure, type FakeKernel, INLINE, make, PAGE, panelOf, serve } from './element-fixture.js';

describe('WebDashElement', () => {
  let kernel: FakeKernel;

  beforeEach(() => {
    kernel = serve();
  });

  afterEach(() => {
    for (const element of document.querySelectorAll('test-dash')) element.remove();
  });

  it('starts an eager app once, and takes the panel away when it is shown', async () => {
    const { element, events } = make(INLINE);
    document.body.append(element);
    await element.ready;
    expect(events).to.deep.equal(['loadstart', 'load', 'loadend']);
    expect(kernel.started.map(({ code }) => code)).to.deep.equal(['app = 1\n']);
    expect(element.getAttribute('state')).to.equal('ready');
    expect(panelOf(element)).to.be.undefined;
    expect(element.shadowRoot?.querySelector('#hello')?.textContent).to.equal('Hello');
  });

  it('waits for its button where loading is "interaction"', async () => {
    const { element } = make('<test-dash loading="interaction">app = 1</test-dash>');
    document.body.append(element);
    await element.updateComplete;
    await nextFrame();
    expect(element.state).to.equal('idle');
    panelOf(element)?.querySelector('button')?.click();
    await element.ready;
    expect(kernel.started).to.have.length(1);
  });

  it('starts a lazy app only near the viewport', async () => {
    const { element } = make('<test-dash>app = 1</test-dash>');
    element.style.marginTop = '20000px';
    document.body.append(element);
    await nextFrame();
    await nextFrame();
    expect(element.state).to.equal('idle');
    element.style.marginTop = '0';
    await element.ready;
    expect(element.state).to.equal('ready');
  });

  it('takes what is set in the task in which it is inserted', async () => {
    const { element, events } = make('<test-dash loading="eager"></test-dash>');
    document.body.append(element);
    element.code = 'late = 1';
    await element.ready;
    expect(kernel.started.map(({ code }) => code)).to.deep.equal(['late = 1']);
    expect(events).to.deep.equal(['loadstart', 'load', 'loadend']);
  });

  it('starts anew when its code changes, with a fresh ready promise', async () => {
    const { element } = make(INLINE);
    document.body.append(element);
    await element.ready;
    element.code = 'app = 2';
    await element.ready;
    expect(kernel.started.map(({ code }) => code)).to.deep.equal(['app = 1\n', 'app = 2']);
    expect(kernel.stopped).to.have.length(1);
  });

  it('keeps its app through a move, and ends it when removed', async () => {
    const { element } = make(INLINE);
    const elsewhere = document.createElement('div');
    document.body.append(element, elsewhere);
    await element.ready;
    const paragraph = element.shadowRoot?.querySelector('#hello');
    elsewhere.append(element);
    await nextFrame();
    expect(element.shadowRoot?.querySelector('#hello')).to.equal(paragraph);
    elsewhere.remove();
    await waitUntil(() => element.state === 'idle');
    expect(kernel.stopped).to.have.length(1);
    expect(element.shadowRoot?.querySelector('html')).to.be.null;
    document.body.append(element);
    await element.ready;
    expect(kernel.started).to.have.length(2);
    element.remove();
  });

  it('rejects ready with an AbortError when removed while it loads', async () => {
    kernel.bootGate = new Promise(() => undefined);
    const { element } = make(INLINE);
    document.body.append(element);
    await waitUntil(() => element.state === 'loading');
    const ready = element.ready.catch((reason: unknown) => (reason as Error).name);
    element.remove();
    expect(await ready).to.equal('AbortError');
  });

  it('shows why an app failed, with its traceback, and tries again', async () => {
    kernel.failure = new WebDashError('python-exception', 'ZeroDivisionError', {
      detail: 'File "app.py", line 3',
    });
    const { element, events } = make(INLINE);
    document.body.append(element);
    expect((await failure(element.ready)).code).to.equal('python-exception');
    expect(events).to.deep.equal(['loadstart', 'error', 'loadend']);
    const panel = panelOf(element);
    expect(panel?.querySelector('[role="alert"]')).to.exist;
    expect(panel?.querySelector('pre')?.textContent).to.contain('line 3');
    kernel.failure = undefined;
    panel?.querySelector('button')?.click();
    await waitUntil(() => element.state === 'ready');
  });

  it('says so when the kernel dies under a running app', async () => {
    const { element } = make(INLINE);
    document.body.append(element);
    await element.ready;
    kernel.die();
    expect(element.state).to.equal('failed');
    expect((await failure(element.ready)).code).to.equal('kernel-died');
    const [first] = element.shadowRoot?.querySelectorAll('[data-web-dash], html') ?? [];
    expect(first?.shadowRoot).to.equal(panelOf(element));
  });

  it('names a missing source, a missing file and a bad address', async () => {
    const cases = [
      ['<test-dash loading="eager"></test-dash>', 'source-missing'],
      ['<test-dash loading="eager" src="/no/such/app.py"></test-dash>', 'source-not-found'],
      ['<test-dash loading="eager" src="http://["></test-dash>', 'source-not-found'],
    ] as const;
    for (const [markup, code] of cases) {
      const { element } = make(markup);
      document.body.append(element);
      expect((await failure(element.ready)).code).to.equal(code);
    }
  });

  it('fails, and does not hang, on a bad runtime-url', async () => {
    const { element } = make('<test-dash loading="eager" runtime-url="http://[">a = 1</test-dash>');
    document.body.append(element);
    expect((await failure(element.ready)).code).to.equal('runtime-not-found');
  });

  it('gives the author’s own content the place of the panel', async () => {
    kernel.failure = new WebDashError('python-exception', 'no');
    const { element } = make(
      '<test-dash loading="eager">app = 1<p slot="error">Sorry.</p></test-dash>',
    );
    document.body.append(element);
    await failure(element.ready);
    expect(element.querySelector('p')?.assignedSlot?.name).to.equal('error');
    expect(panelOf(element)).to.be.undefined;
  });

  it('hands on its own app’s output, which a listener can keep from the console', async () => {
    const { element } = make(INLINE);
    const texts: string[] = [];
    element.addEventListener('output', (event) => {
      event.preventDefault();
      texts.push(event.text);
    });
    document.body.append(element);
    await element.ready;
    const [own] = kernel.apps;
    for (const app of ['another', own, null]) {
      const detail = { app, level: 'info', text: `of ${String(app)}` };
      kernel.dispatchEvent(new CustomEvent('output', { detail }));
    }
    expect(texts).to.deep.equal([`of ${String(own)}`]);
  });

  it('answers fetch with the response of the app itself', async () => {
    const { element } = make(INLINE);
    document.body.append(element);
    const response = await element.fetch('/anything');
    expect(await response.text()).to.equal(PAGE);
  });
});
