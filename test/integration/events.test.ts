import { expect } from '@open-wc/testing';

import type { WebDashOutputEvent } from '../../src/element-events.js';
import { ask, COUNTER, find, load, make, press, read, shownFailure, until } from './fixture.js';
import { replace } from './replace.js';

const CODE = `
  import logging, sys, warnings
  from dash import Dash, Input, Output, callback, html

  print("printed", "twice", sep=", ")
  print("to stderr", file=sys.stderr)
  warnings.warn("warned")
  logging.getLogger("app").warning("logged")
  logging.getLogger("app").error("failed")

  app = Dash(__name__)
  app.layout = html.Div([html.Button("Count", id="button"), html.P(id="count")])

  @callback(Output("count", "children"), Input("button", "n_clicks"))
  def count(n):
      print(f"counted {n or 0}")
      return f"pressed {n or 0} times"

  @app.server.get("/raise")
  def fail():
      1 / 0
`;

describe('the events of an element', () => {
  before(load);

  it('come in their order, tell how far it is, and do not bubble', async () => {
    const element = make({ code: CODE });
    const events: string[] = [];
    const stages: string[] = [];
    const states: string[] = [];
    for (const type of ['loadstart', 'progress', 'load', 'error', 'loadend']) {
      element.addEventListener(type, () => {
        if (events.at(-1) !== type) events.push(type);
        if (states.at(-1) !== element.state) states.push(element.state);
      });
      document.addEventListener(type, failOnEvent);
    }
    const bytes: number[] = [];
    element.addEventListener('progress', ({ stage, loaded, total, lengthComputable }) => {
      if (stages.at(-1) !== stage) stages.push(stage);
      expect(loaded).to.be.at.most(total);
      expect(lengthComputable).to.equal(total > 0);
      if (stage === 'download') bytes.push(loaded);
    });
    document.body.append(element);
    await element.ready;
    expect(events).to.deep.equal(['loadstart', 'progress', 'load', 'loadend']);
    expect(states).to.deep.equal(['loading', 'starting', 'ready']);
    expect(stages).to.deep.equal(['download', 'interpreter', 'packages', 'app']);
    expect(bytes).to.deep.equal(bytes.toSorted((a, b) => a - b));
    expect(bytes.at(-1)).to.be.above(10_000_000);
    for (const type of ['loadstart', 'progress', 'load', 'error', 'loadend']) {
      document.removeEventListener(type, failOnEvent);
    }
    element.remove();
  });

  it('end with error and loadend where the app fails', async () => {
    const element = make({ code: '1 / 0' });
    const events: string[] = [];
    for (const type of ['loadstart', 'load', 'error', 'loadend']) {
      element.addEventListener(type, () => events.push(type));
    }
    document.body.append(element);
    await shownFailure(element, 'python-exception');
    expect(events).to.deep.equal(['loadstart', 'error', 'loadend']);
    element.remove();
  });

  it('hand on what the app prints, warns of and logs, and then the console has it', async () => {
    const element = make({ code: CODE });
    const outputs: Pick<WebDashOutputEvent, 'level' | 'text'>[] = [];
    const silent = /stderr|logged/;
    element.addEventListener('output', (event) => {
      outputs.push({ level: event.level, text: event.text.trimEnd() });
      if (silent.test(event.text)) event.preventDefault();
    });
    const consoleLines: string[] = [];
    const consoles = (['debug', 'info', 'warn', 'error'] as const).map((method) =>
      replace(console, method, () => (...args: unknown[]) => {
        consoleLines.push(`${method}: ${args.join(' ').trimEnd()}`);
      }),
    );
    document.body.append(element);
    await element.ready;
    await press(element, 'button');
    await read(element, 'count', 'pressed 1 times');
    await ask(element, '/raise');
    await until(() => outputs.some(({ text }) => text.includes('counted 1')), 'it prints');
    for (const replaced of consoles) replaced.restore();

    const levelOf = (part: string): string | undefined =>
      outputs.find(({ text }) => text.includes(part))?.level;
    expect(outputs.find(({ text }) => text === 'printed, twice')?.level).to.equal('info');
    expect(levelOf('warned')).to.equal('warning');
    expect(levelOf('logged')).to.equal('warning');
    expect(levelOf('failed')).to.equal('error');
    expect(levelOf('ZeroDivisionError: division by zero')).to.equal('error');
    expect(levelOf('to stderr')).to.equal('error');
    expect(consoleLines).to.include('info: printed, twice');
    expect(consoleLines.filter((line) => silent.test(line))).to.deep.equal([]);
    element.remove();
  });

  it('tell nothing of another app’s output', async () => {
    const talking = make({ code: CODE });
    const silent = make({ attributes: { src: COUNTER } });
    const heard: string[] = [];
    silent.addEventListener('output', ({ text }) => heard.push(text));
    document.body.append(talking, silent);
    await Promise.all([talking.ready, silent.ready]);
    await press(talking, 'button');
    await read(talking, 'count', 'pressed 1 times');
    await find(silent, '#count');
    expect(heard.filter((text) => /printed|counted/.test(text))).to.deep.equal([]);
    talking.remove();
    silent.remove();
  });
});

function failOnEvent(event: Event): void {
  throw new Error(`${event.type} bubbled`);
}
