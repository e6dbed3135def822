import { expect } from '@open-wc/testing';

import { find, insert, load, press, read, until, type WebDashElement } from './fixture.js';

const APP = `
  import dash
  from dash import Dash, Input, Output, callback, dcc, html

  app = Dash(use_pages=True, pages_folder="", suppress_callback_exceptions=True)

  def show(city=None, year="none", **others):
      return html.P(f"{city} in {year}", id="shown")

  dash.register_page("home", path="/", title="Home", layout=html.P("home", id="shown"))
  dash.register_page("city", path_template="/city/<city>", title="City", layout=show,
                     redirect_from=["/town"])
  app.layout = html.Div([
      dcc.Location(id="url", refresh="callback-nav"),
      dcc.Link("Oslo", href="/city/oslo?year=2020#top", id="oslo"),
      html.A("Rome", href="/city/rome", id="rome"),
      html.Button("Lima", id="lima"),
      html.P(id="address"),
      dash.page_container,
  ])

  @callback(Output("address", "children"), Input("url", "pathname"), Input("url", "search"), Input("url", "hash"))
  def tell(pathname, search, hash):
      return f"{pathname} {search} {hash}"

  @callback(Output("url", "href"), Input("lima", "n_clicks"), prevent_initial_call=True)
  def lead(n):
      return "/city/lima?year=1"
`;

const home = location.href;

function hashIs(hash: string): Promise<unknown> {
  return until(() => location.hash === hash, `The hash ${hash} (it is ${location.hash})`);
}

describe('the address of an app with pages', () => {
  const elements: WebDashElement[] = [];

  before(load);
  beforeEach(() => history.pushState(null, '', home));
  afterEach(() => {
    for (const element of elements.splice(0)) element.remove();
  });
  after(() => history.pushState(null, '', home));

  function put(attributes: Record<string, string>): WebDashElement {
    const element = insert({ code: APP, attributes });
    elements.push(element);
    return element;
  }

  it('stays with the app by default', async () => {
    const { length } = history;
    const element = put({});
    await element.ready;
    await press(element, 'oslo');
    await read(element, 'shown', 'oslo in 2020');
    expect(location.href).to.equal(home);
    expect(element.address).to.equal('inner');
    expect(history.length).to.equal(length + 1);
  });

  it('opens the app where a link to the page says', async () => {
    history.pushState(null, '', '#app=/city/paris?year=1999');
    const element = put({ address: 'hash' });
    await read(element, 'shown', 'paris in 1999');
    await read(element, 'address', '/city/paris ?year=1999 ');
  });

  it('follows links, callbacks and the browser’s buttons', async () => {
    const { title } = document;
    const element = put({ address: 'hash', id: 'map' });
    await read(element, 'shown', 'home');
    await press(element, 'oslo');
    await read(element, 'shown', 'oslo in 2020');
    await hashIs('#map=/city/oslo?year=2020%23top');
    await press(element, 'lima');
    await read(element, 'shown', 'lima in 1');
    await hashIs('#map=/city/lima?year=1');
    await press(element, 'rome');
    await read(element, 'shown', 'rome in none');
    await hashIs('#map=/city/rome');
    history.back();
    await read(element, 'shown', 'lima in 1');
    history.back();
    await read(element, 'shown', 'oslo in 2020');
    await read(element, 'address', '/city/oslo ?year=2020 #top');
    history.back();
    await read(element, 'shown', 'home');
    await hashIs('');
    history.forward();
    await read(element, 'shown', 'oslo in 2020');
    expect(document.title).to.equal(title);
    const shownTitle = await find(element, 'title');
    await until(() => shownTitle.textContent === 'City', 'The title of the page');
  });

  it('of two elements stands side by side in the query', async () => {
    const [one, two] = [put({ address: 'query' }), put({ address: 'query' })];
    await Promise.all([one.ready, two.ready]);
    await press(one, 'oslo');
    await read(one, 'shown', 'oslo in 2020');
    await press(two, 'lima');
    await read(two, 'shown', 'lima in 1');
    const query = new URLSearchParams(location.search);
    expect(query.get('app')).to.equal('/city/oslo?year=2020#top');
    expect(query.get('app~2')).to.equal('/city/lima?year=1');
    history.back();
    await read(two, 'shown', 'home');
    expect((await find(one, '#shown')).textContent).to.equal('oslo in 2020');
  });

  it('is kept when the app starts anew, and leads back from there', async () => {
    const element = put({ address: 'hash' });
    await element.ready;
    await press(element, 'oslo');
    await read(element, 'shown', 'oslo in 2020');
    await element.reload();
    await read(element, 'shown', 'oslo in 2020');
    history.back();
    await read(element, 'shown', 'home');
    await hashIs('');
  });

  it('that redirects is the one that it leads to', async () => {
    history.pushState(null, '', '#app=/town');
    const element = put({ address: 'hash' });
    await element.ready;
    await until(() => location.hash !== '#app=/town', 'The app leads on');
    await hashIs('#app=/city/none');
  });
});
