import { expect } from '@open-wc/testing';

import type { WebDashError } from '../../src/errors.js';
import {
  find,
  insert,
  load,
  mount,
  press,
  read,
  retry,
  shownFailure,
  textOf,
  until,
  type WebDashElement,
} from './fixture.js';
import { watchPage } from './page-watch.js';

const page = watchPage();

/** An app with a button that ends the interpreter, as a fault in compiled code would. */
const CODE = `
  import os
  from dash import Dash, Input, Output, callback, html

  app = Dash(__name__)
  app.layout = html.Div([html.Button("Abort", id="abort"), html.Button("Count", id="button"), html.P(id="count")])

  @callback(Output("abort", "title"), Input("abort", "n_clicks"), prevent_initial_call=True)
  def abort(n):
      os.abort()

  @callback(Output("count", "children"), Input("button", "n_clicks"))
  def count(n):
      return f"pressed {n or 0} times"

  @app.server.get("/abort")
  def abort_too():
      os.abort()
`;

describe('elements whose Python dies', () => {
  let elements: WebDashElement[];

  before(async () => {
    await load();
    elements = await Promise.all([mount({ code: CODE }), mount({ code: CODE })]);
  });

  it('all say so, when one app’s callback ends the interpreter', async () => {
    const [first, second] = elements as [WebDashElement, WebDashElement];
    const errors: string[] = [];
    second.addEventListener('error', ({ error }) => errors.push(error.code));
    await press(first, 'abort');
    await until(() => first.state === 'failed' && second.state === 'failed', 'both fail');
    for (const element of elements) await shownFailure(element, 'kernel-died');
    expect(errors).to.deep.equal(['kernel-died']);
    expect(textOf(second, 'count'), 'what was shown stays').to.equal('pressed 0 times');
  });

  it('share a new kernel when they try again', async () => {
    for (const element of elements) retry(element);
    await Promise.all(elements.map((element) => element.ready));
    for (const element of elements) {
      await press(element, 'button');
      await read(element, 'count', 'pressed 1 times');
    }
    expect(page.workers).to.have.length(2);
  });

  it('reject what was asked of them', async () => {
    const [first, second] = elements as [WebDashElement, WebDashElement];
    const code = (promise: Promise<Response>): Promise<string> =>
      promise.then(
        ({ status }) => String(status),
        (error: unknown) => (error as WebDashError).code,
      );
    expect(await code(first.fetch('/abort'))).to.equal('kernel-died');
    expect(await code(second.fetch('/_dash-layout'))).to.equal('kernel-died');
    for (const element of elements) element.remove();
  });

  it('say why when Python calls itself until its stack is full', async () => {
    // Without Python's own limit, which some engines' stacks are large enough to reach.
    const code = `
      import sys
      class Endless:
          def __getattr__(self, name):
              return getattr(self, name)
      sys.setrecursionlimit(1_000_000)
      Endless().end
    `;
    const dying = insert({ code });
    expect(await shownFailure(dying, 'kernel-died')).to.contain(
      'a function calls itself without end',
    );
    dying.remove();
  });

  it('say so when it dies while they start, and others start without them', async () => {
    const dying = insert({ code: 'import os\nos.abort()' });
    await shownFailure(dying, 'kernel-died');
    dying.remove();
    const next = await mount({ code: CODE });
    await find(next, '#count');
    next.remove();
  });
});
