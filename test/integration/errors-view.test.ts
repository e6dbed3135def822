import { expect } from '@open-wc/testing';

import {
  insert,
  load,
  offersRetry,
  read,
  retry,
  shownFailure,
  type WebDashElement,
} from './fixture.js';

describe('an element whose app has no page to show', () => {
  let element: WebDashElement;

  before(load);
  afterEach(() => element.remove());

  it('says so when the first page comes with a status that HTTP doesn’t have, until it doesn’t', async () => {
    element = insert({
      code: `
        from dash import Dash, html
        from flask import request

        app = Dash(__name__)
        app.layout = html.P("Well", id="p")

        @app.server.before_request
        def no_status():
            if request.path == "/":
                return "", 999
      `,
    });
    await shownFailure(element, 'view-failed');
    expect(offersRetry(element)).to.be.true;
    retry(element);
    await shownFailure(element, 'view-failed');
    element.code = (element.code ?? '').replace('"/"', '"/away"');
    await element.ready;
    await read(element, 'p', 'Well');
  });

  it('shows the page of an error of the app’s own', async () => {
    element = insert({
      code: `
        from flask import Flask
        app = Flask(__name__)

        @app.get("/")
        def index():
            return "<p id='p'>No luck</p>", 500
      `,
    });
    await element.ready;
    await read(element, 'p', 'No luck');
  });
});
