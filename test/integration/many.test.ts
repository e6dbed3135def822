import { expect } from '@open-wc/testing';

import {
  ask,
  COUNTER,
  insert,
  load,
  mount,
  press,
  read,
  textOf,
  type WebDashElement,
} from './fixture.js';
import { watchPage } from './page-watch.js';

const page = watchPage();

describe('many elements on one page', () => {
  let elements: WebDashElement[];

  before(async () => {
    await load();
    elements = await Promise.all(
      Array.from({ length: 10 }, () => mount({ attributes: { src: COUNTER } })),
    );
    await Promise.all(elements.map((element) => read(element, 'count', 'pressed 0 times')));
  });

  it('share one worker', () => {
    expect(page.workers).to.have.length(1);
  });

  it('answer their own callbacks although their ids are equal', async () => {
    const [first, second] = elements as [WebDashElement, WebDashElement];
    await press(first, 'button');
    await press(first, 'button');
    await read(first, 'count', 'pressed 2 times');
    await press(second, 'button');
    await read(second, 'count', 'pressed 1 times');
    const counts = elements.map((element) => textOf(element, 'count'));
    expect(counts).to.deep.equal([
      'pressed 2 times',
      'pressed 1 times',
      ...Array<string>(8).fill('pressed 0 times'),
    ]);
  });

  it('have Flask objects of their own', async () => {
    const codes = ['red', 'green'].map(
      (colour) => `
        from dash import Dash, html
        app = Dash(__name__)
        app.layout = html.Div("${colour}", id="colour")

        @app.server.get("/${colour}")
        def colour():
            return "${colour}"
      `,
    );
    const [red, green] = (await Promise.all(codes.map((code) => mount({ code })))) as [
      WebDashElement,
      WebDashElement,
    ];
    expect(await ask(red, '/red')).to.equal('red');
    expect(await ask(green, '/green')).to.equal('green');
    // Dash answers its index for any path that is no route of the app.
    expect(await ask(green, '/red')).to.contain('<!DOCTYPE html>');
  });

  it('are asked as they have started, while others start', async () => {
    const code = `
      import time
      from dash import Dash, html

      print("starts")
      end = time.perf_counter() + 0.2
      while time.perf_counter() < end:
          pass

      app = Dash(__name__)
      app.layout = html.Div("shown", id="shown")

      @app.server.before_request
      def asked():
          print("asked")

      app.run()
    `;
    const told: string[] = [];
    const starting = Array.from({ length: 5 }, () => {
      const element = insert({ code });
      element.addEventListener('output', ({ text }) => told.push(text.trim()));
      return element.ready;
    });
    await Promise.all(starting);
    expect(told.indexOf('asked')).to.be.lessThan(told.lastIndexOf('starts'));
  });

  it('answer at the same time', async () => {
    for (const element of elements.slice(2)) await press(element, 'button');
    await Promise.all(elements.slice(2).map((each) => read(each, 'count', 'pressed 1 times')));
  });

  it('get a worker each where they name different kernels', async () => {
    const other = await mount({ attributes: { src: COUNTER, kernel: 'other' } });
    await press(other, 'button');
    await read(other, 'count', 'pressed 1 times');
    expect(page.workers).to.have.length(2);
  });
});
