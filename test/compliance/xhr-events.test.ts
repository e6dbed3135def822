import { expect, oneEvent } from '@open-wc/testing';

import { Body } from './fetch-stream-body.js';
import { mountApp, type App, until } from '../view/fixture.js';

const EVENTS = ['readystatechange', 'loadstart', 'load', 'loadend', 'abort', 'error', 'timeout'];

describe('The events of XMLHttpRequest in the realm', () => {
  let app: App;
  let stopped: boolean;
  /** What is still to come of `/parts`. */
  let body: Body;

  beforeEach(async () => {
    stopped = false;
    body = new Body();
    app = await mountApp({
      '/': '',
      '/quick': 'quick',
      '/parts': () => body.reply({ body: 'Gr', type: 'text/plain' }),
      '/slow': (_, signal) =>
        new Promise((_, reject) => {
          signal?.addEventListener('abort', () => {
            stopped = true;
            reject(new DOMException('Stopped', 'AbortError'));
          });
        }),
      '/broken': () => {
        throw new Error('The kernel died');
      },
    });
  });

  /** A request and what it tells: event types, `readystatechange` with its state. */
  function recorded(url: string, method = 'GET') {
    const request = new app.realm.XMLHttpRequest();
    const log: string[] = [];
    for (const type of EVENTS) {
      request.addEventListener(type, () => {
        log.push(type === 'readystatechange' ? `state ${request.readyState}` : type);
      });
    }
    request.open(method, url);
    return { request, log };
  }

  it('come in the standard’s order, and states never go back', async () => {
    const { request, log } = recorded('/quick');
    request.send();
    await oneEvent(request, 'loadend');
    expect(log).to.deep.equal([
      'state 1',
      'loadstart',
      'state 2',
      'state 3',
      'state 4',
      'load',
      'loadend',
    ]);
  });

  it('reach the on… handlers with the request as their target', async () => {
    const request = new app.realm.XMLHttpRequest();
    const targets: unknown[] = [];
    request.onreadystatechange = (event) => targets.push(event.target);
    request.onload = (event) => targets.push(event.target);
    request.open('GET', '/quick');
    request.send();
    await oneEvent(request, 'loadend');
    expect(targets.length).to.be.greaterThan(1);
    expect(targets.every((target) => target === request)).to.equal(true);
  });

  it('tell of progress with the number of bytes', async () => {
    const { request } = recorded('/quick');
    request.send();
    const { loaded } = await oneEvent<ProgressEvent>(request, 'progress');
    expect(loaded).to.equal('quick'.length);
  });

  it('tell of each part of a response while the app makes it', async () => {
    const { request, log } = recorded('/parts');
    const seen: unknown[] = [];
    request.addEventListener('progress', ({ loaded, lengthComputable }) => {
      seen.push([request.responseText, request.status, loaded, lengthComputable]);
    });
    request.send();
    await until(() => seen.length === 1);
    // A letter of two bytes comes in two parts.
    body.send(new Uint8Array([0xc3]));
    await until(() => seen.length === 2);
    body.send(new Uint8Array([0xbc]), 'n');
    await until(() => seen.length === 4);
    expect(request.readyState).to.equal(3);
    expect(log).to.deep.equal([
      'state 1',
      'loadstart',
      'state 2',
      ...Array<string>(4).fill('state 3'),
    ]);
    body.send(null);
    await oneEvent(request, 'loadend');
    expect(log.slice(7)).to.deep.equal(['state 4', 'load', 'loadend']);
    expect(seen).to.deep.equal([
      ['Gr', 200, 2, false],
      ['Gr', 200, 3, false],
      ['Grü', 200, 4, false],
      ['Grün', 200, 5, false],
    ]);
    expect(request.responseText).to.equal('Grün');
  });

  it('tell of a response that breaks, and of one that is given up', async () => {
    const broken = recorded('/parts');
    broken.request.send();
    await until(() => broken.request.readyState === 3);
    body.send(new Error('The kernel died'));
    await oneEvent(broken.request, 'loadend');
    expect(broken.log.slice(-3)).to.deep.equal(['state 4', 'error', 'loadend']);
    expect([broken.request.status, broken.request.responseText]).to.deep.equal([0, '']);

    body = new Body();
    const left = recorded('/parts');
    left.request.send();
    await until(() => left.request.readyState === 3);
    left.request.abort();
    expect(left.log.slice(-3)).to.deep.equal(['state 4', 'abort', 'loadend']);
    expect(left.request.readyState).to.equal(0);
    await until(() => body.cancelled === 1);
  });

  it('tell of an upload when there is a body', async () => {
    const { request } = recorded('/quick', 'POST');
    const uploads: string[] = [];
    for (const type of ['loadstart', 'load', 'loadend']) {
      request.upload.addEventListener(type, () => uploads.push(type));
    }
    request.send('data');
    await oneEvent(request, 'loadend');
    expect(uploads).to.deep.equal(['loadstart', 'load', 'loadend']);
  });

  it('tell of an abort once, and the back end is told too', async () => {
    const { request, log } = recorded('/slow');
    request.send();
    await until(() => app.targets().includes('/slow'));
    request.abort();
    expect(log.slice(-3)).to.deep.equal(['state 4', 'abort', 'loadend']);
    expect(log).to.not.include('load');
    expect([request.status, request.readyState]).to.deep.equal([0, 0]);
    expect(stopped).to.equal(true);
  });

  it('tell of a timeout, and the back end is told too', async () => {
    const { request, log } = recorded('/slow');
    request.timeout = 20;
    request.send();
    await oneEvent(request, 'loadend');
    expect(log.slice(-3)).to.deep.equal(['state 4', 'timeout', 'loadend']);
    expect([request.status, request.readyState]).to.deep.equal([0, 4]);
    expect(stopped).to.equal(true);
  });

  it('tell of an error when the back end fails', async () => {
    const { request, log } = recorded('/broken');
    request.send();
    await oneEvent(request, 'loadend');
    expect(log.slice(-3)).to.deep.equal(['state 4', 'error', 'loadend']);
    expect([request.status, request.responseText]).to.deep.equal([0, '']);
  });

  it('never come for a request that was opened anew meanwhile', async () => {
    const { request, log } = recorded('/slow');
    request.send();
    await until(() => app.targets().includes('/slow'));
    request.open('GET', '/quick');
    request.send();
    await oneEvent(request, 'loadend');
    expect(request.responseText).to.equal('quick');
    expect(log.filter((type) => type === 'load')).to.have.length(1);
    expect(log).to.not.include('error');
  });

  it('are not needed to learn that a call comes too late', () => {
    const { request } = recorded('/quick');
    request.send();
    for (const tooLate of [() => request.send(), () => request.setRequestHeader('x', 'y')]) {
      expect(tooLate).to.throw(app.realm.DOMException).with.property('name', 'InvalidStateError');
    }
  });
});
