import { expect } from '@open-wc/testing';

import { ask, load, mount, type WebDashElement } from './fixture.js';

const CODE = `
  from dash import Dash, html
  from flask import Response, redirect, request, session

  app = Dash(__name__)
  app.layout = html.Div("Hello")
  app.server.secret_key = "secret"

  @app.server.post("/login")
  def login():
      session["user"] = request.form["user"]
      return redirect("/me")

  @app.server.get("/me")
  def me():
      return session.get("user", "nobody")

  @app.server.post("/logout")
  def logout():
      session.clear()
      return "out"

  @app.server.get("/set")
  def set_cookies():
      response = Response("set")
      response.set_cookie("seen", "by scripts")
      response.set_cookie("hidden", "from scripts", httponly=True)
      response.set_cookie("below", "here", path="/below")
      return response

  @app.server.get("/cookies")
  @app.server.get("/below/cookies")
  def cookies():
      return dict(request.cookies)
`;

describe('an app’s cookies', () => {
  let element: WebDashElement;
  let other: WebDashElement;

  before(async () => {
    await load();
    [element, other] = await Promise.all([mount({ code: CODE }), mount({ code: CODE })]);
  });

  function logIn(user: string): Promise<Response> {
    return element.fetch('/login', { method: 'POST', body: new URLSearchParams({ user }) });
  }

  async function cookies(path: string): Promise<unknown> {
    return (await element.fetch(path)).json();
  }

  it('carry a session from a login to a logout', async () => {
    expect(await ask(element, '/me')).to.equal('nobody');
    expect(await (await logIn('Ada')).text()).to.equal('Ada');
    expect(await ask(element, '/me')).to.equal('Ada');
    await element.fetch('/logout', { method: 'POST' });
    expect(await ask(element, '/me')).to.equal('nobody');
  });

  it('are neither another app’s nor the page’s', async () => {
    document.cookie = 'page=only';
    await logIn('Grace');
    await element.fetch('/set');
    expect(await ask(other, '/me')).to.equal('nobody');
    expect(await ask(other, '/cookies')).to.equal('{}\n');
    expect(document.cookie).to.contain('page=only');
    expect(document.cookie).not.to.match(/session|seen/);
    expect(await cookies('/cookies')).not.to.have.property('page');
    document.cookie = 'page=; max-age=0';
  });

  it('are sent to the paths they were set for', async () => {
    expect(await cookies('/below/cookies')).to.include({ seen: 'by scripts', below: 'here' });
    expect(await cookies('/cookies'))
      .to.include({ hidden: 'from scripts' })
      .and.not.to.have.property('below');
  });
});
