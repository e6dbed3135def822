import { expect, nextFrame, waitUntil } from '@open-wc/testing';
import { STAGE_DEADLINES } from '../../src/kernel/deadline.js';
import { failure, INLINE, make, PAGE, serve, type FakeKernel } from './element-fixture.js';

describe('The start of an app', () => {
  let kernel: FakeKernel;
  const deadlines = { ...STAGE_DEADLINES };

  beforeEach(() => {
    kernel = serve();
  });

  afterEach(() => {
    Object.assign(STAGE_DEADLINES, deadlines);
    for (const element of document.querySelectorAll('test-dash')) element.remove();
  });

  /** Has answers for a path wait; returns what lets them go. */
  function hold(path: string): () => void {
    const { promise, resolve } = gate();
    kernel.gates.set(path, promise);
    return resolve;
  }

  it('that has failed stays so when its page comes nevertheless', async () => {
    kernel.page = `${PAGE}<script>fetch('/layout')</script>`;
    const release = hold('/layout');
    const { element, events } = make(INLINE);
    document.body.append(element);
    await waitUntil(() => kernel.requested.includes('/layout'));
    const ready = failure(element.ready);
    kernel.die();
    release();
    expect((await ready).code).to.equal('kernel-died');
    // The page is taken for shown once its requests are answered and the browser is idle.
    await waitUntil(() => !element.shadowRoot?.querySelector('html'));
    await nextFrame();
    expect(element.state).to.equal('failed');
    expect(events).to.deep.equal(['loadstart', 'error', 'loadend']);
  });

  it('ends in a timeout when its page never comes', async () => {
    STAGE_DEADLINES.app = 60;
    hold('/');
    const { element } = make(INLINE);
    document.body.append(element);
    const error = await failure(element.ready);
    expect(error.code).to.equal('timeout');
    expect(element.state).to.equal('failed');
  });

  it('ends in a timeout when a script of its page never comes, and takes the page away', async () => {
    // Long enough for a busy machine to see the page before it is taken away.
    STAGE_DEADLINES.app = 1500;
    kernel.page = `${PAGE}<script src="/never.js"></script>`;
    hold('/never.js');
    const { element } = make(INLINE);
    document.body.append(element);
    await waitUntil(() => kernel.requested.includes('/never.js'));
    expect(element.shadowRoot?.querySelector('#hello')?.textContent).to.equal('Hello');
    expect((await failure(element.ready)).code).to.equal('timeout');
    // Nodes are not handed to the assertion: printing those of an app takes for ever.
    expect(element.shadowRoot?.querySelector('html') === null).to.be.true;
    expect(document.querySelector('[data-web-dash="realms"]') === null).to.be.true;
  });

  it('is not hindered by a neighbour whose address is none', async () => {
    const { element: broken } = make('<test-dash loading="eager" src="https://"></test-dash>');
    const { element } = make(INLINE);
    document.body.append(broken, element);
    expect((await failure(broken.ready)).code).to.equal('source-not-found');
    await element.ready;
  });

  it('is shown as failed when what stops it is an error of no code', async () => {
    const { element } = make(INLINE);
    const cause = new TypeError('Something else');
    kernel.bootGate = Promise.reject(cause);
    document.body.append(element);
    expect(await failure(element.ready)).to.include({ code: 'view-failed', cause });
    expect(element.state).to.equal('failed');
  });

  it('keeps the author’s own content through all progress', async () => {
    const { promise, resolve } = gate();
    kernel.bootGate = promise;
    const { element } = make(
      '<test-dash loading="eager">app = 1<p slot="loading">Wait.</p></test-dash>',
    );
    document.body.append(element);
    await waitUntil(() => element.state === 'loading');
    kernel.progress(10);
    const slot = element.querySelector('p')?.assignedSlot;
    expect(slot?.name).to.equal('loading');
    kernel.progress(20);
    expect(element.querySelector('p')?.assignedSlot === slot).to.be.true;
    resolve();
    await element.ready;
    expect(element.querySelector('p')?.assignedSlot).to.be.null;
  });

  it('is refused by reload() where the element is not in the page', async () => {
    const { element } = make(INLINE);
    document.body.append(element);
    await element.ready;
    element.remove();
    const reason: unknown = await element.reload().catch((error: unknown) => error);
    expect(reason).to.include({ name: 'InvalidStateError' });
    await waitUntil(() => element.state === 'idle');
    expect(kernel.started).to.have.length(1);
    expect(kernel.stopped).to.have.length(1);
  });

  it('is of the new code when that was set while the element was out of the page', async () => {
    const { element } = make(INLINE);
    document.body.append(element);
    await element.ready;
    element.remove();
    element.code = 'app = 2';
    await element.updateComplete;
    document.body.append(element);
    await element.ready;
    expect(kernel.started.map(({ code }) => code)).to.deep.equal(['app = 1\n', 'app = 2']);
  });
});

/** A promise, and what resolves it. */
function gate(): { promise: Promise<void>; resolve: () => void } {
  let resolve!: () => void;
  const promise = new Promise<void>((open) => {
    resolve = open;
  });
  return { promise, resolve };
}
