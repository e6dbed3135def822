import { expect } from '@open-wc/testing';

import { mountApp, until } from '../view/fixture.js';
import { Body } from './fetch-stream-body.js';

/** An app whose `/events` answers one stream after the other. */
async function eventApp(...bodies: Body[]) {
  const type = 'text/event-stream; charset=utf-8';
  let next = 0;
  const app = await mountApp({
    '/': '',
    '/events': () => bodies[next++]?.reply({ type }) ?? { status: 204 },
    '/text': { type: 'text/plain', body: 'data: x\n\n' },
  });
  const source = (path = '/events'): EventSource => new app.realm.EventSource(path);
  return { app, realm: app.realm, source };
}

describe('EventSource', () => {
  it('hears the events of the app as they come', async () => {
    const body = new Body();
    const { realm, source } = await eventApp(body);
    const seen: unknown[] = [];
    const events = source();
    expect(events.readyState).to.equal(realm.EventSource.CONNECTING);
    expect(events.url).to.equal(`${location.origin}/events`);
    events.onopen = () => seen.push(['open', events.readyState]);
    events.onmessage = ({ data, lastEventId, origin, target }) =>
      seen.push([data, lastEventId, origin === location.origin, target === events]);
    events.addEventListener('own', ({ data, lastEventId }) =>
      seen.push(['own', data as string, lastEventId]),
    );
    body.send('data: one\n\n');
    await until(() => seen.length === 2);
    body.send(': nothing\nid: 7\ndata: two\nda', 'ta: lines\n\nevent: own\ndata: three\n\n');
    await until(() => seen.length === 4);
    expect(seen).to.deep.equal([
      ['open', 1],
      ['one', '', true, true],
      ['two\nlines', '7', true, true],
      ['own', 'three', '7'],
    ]);
    events.close();
    expect(events.readyState).to.equal(2);
    await until(() => body.cancelled === 1, 'The end of the stream');
  });

  it('asks again where a stream ends, with the id of the last event, until there is no content', async () => {
    const [first, second] = [new Body(), new Body()];
    const { app, source } = await eventApp(first, second);
    const errors: number[] = [];
    const events = source();
    events.onerror = () => errors.push(events.readyState);
    first.send('retry: 10\nid: ü\ndata: one\n\n', null);
    second.send('retry: 10\n\n', new Error('broken'));
    await until(() => errors.length === 3, 'The third error');
    expect(errors).to.deep.equal([0, 0, 2]);
    const ids = app.requests
      .filter(({ target }) => target === '/events')
      .map(({ headers }) => headers.find(([name]) => name === 'last-event-id')?.[1]);
    expect(ids).to.deep.equal([undefined, 'Ã¼', 'Ã¼']);
  });

  it('is closed where what it gets is no stream of events', async () => {
    const { source } = await eventApp();
    const events = source('/text');
    await new Promise((resolve) => (events.onerror = resolve));
    expect(events.readyState).to.equal(2);
  });

  it('is closed when its page is left', async () => {
    const body = new Body();
    const { app, source } = await eventApp(body);
    const events = source();
    await new Promise((resolve) => (events.onopen = resolve));
    app.view.dispose();
    await until(() => body.cancelled === 1, 'The end of the stream');
    expect(events.readyState).to.equal(2);
  });

  it('asks other origins by the browser’s own class', async () => {
    const { realm, app } = await eventApp();
    const events = new realm.EventSource('http://localhost:1/events');
    expect(events instanceof realm.EventSource).to.be.true;
    await new Promise((resolve) => (events.onerror = resolve));
    events.close();
    expect(app.targets()).to.deep.equal(['/']);
    expect(() => new realm.EventSource('http://')).to.throw(realm.DOMException);
  });
});
