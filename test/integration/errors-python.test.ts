import { expect } from '@open-wc/testing';

import type { ErrorCode } from '../../src/errors.js';
import {
  find,
  insert,
  load,
  offersRetry,
  mount,
  panelOf,
  shownFailure,
  textOf,
  type Options,
  type WebDashElement,
} from './fixture.js';

interface Wrong extends Options {
  readonly claim: string;
  readonly code: string;
  readonly expected: ErrorCode;
  /** What the panel says besides. */
  readonly says: readonly string[];
}

const HELPER = `
def divide(n):
    return n / 0
`;

const CASES: readonly Wrong[] = [
  {
    claim: 'shows the line of a syntax error',
    code: `
      from dash import Dash
      app = Dash(__name__)
      app.layout = "one" "two
    `,
    expected: 'python-syntax',
    says: ['app.py, line 3', 'app.layout = "one" "two', 'unterminated string'],
  },
  {
    claim: 'shows the line of a wrong indentation',
    code: `
      from dash import Dash
      def layout():
      return "x"
    `,
    expected: 'python-syntax',
    says: ['app.py, line 3', 'expected an indented block'],
  },
  {
    claim: 'shows the line of a syntax error in another file of the app',
    code: 'import helper',
    files: { 'helper.py': 'x = 1\ny = = 2\n' },
    expected: 'python-syntax',
    says: ['helper.py, line 2', 'y = = 2'],
  },
  {
    claim: 'shows the traceback of an exception, through all of the author’s files',
    code: `
      from dash import Dash
      from helper import divide
      app = Dash(__name__)
      app.layout = str(divide(1))
    `,
    files: { 'helper.py': HELPER },
    expected: 'python-exception',
    says: [
      'File "app.py", line 4, in <module>',
      'app.layout = str(divide(1))',
      'File "helper.py", line 2, in divide',
      'return n / 0',
      'ZeroDivisionError: division by zero',
    ],
  },
  {
    claim: 'shows what Dash says of a wrong argument',
    code: `
      from dash import Dash, html
      app = Dash(__name__)
      app.layout = html.Div(colour="red")
    `,
    expected: 'python-exception',
    says: ['File "app.py", line 3', 'TypeError', 'colour'],
  },
  {
    claim: 'says that a file that ends the process does not serve',
    code: `
      import sys
      sys.exit("no data")
    `,
    expected: 'python-exception',
    says: ['no data', 'File "app.py", line 2'],
  },
  {
    claim: 'says that there is no app',
    code: 'x = 1',
    expected: 'app-not-found',
    says: ['defines no Dash or Flask app', 'app = dash.Dash(__name__)'],
  },
  {
    claim: 'names the apps of which none is run',
    code: `
      from dash import Dash
      left, right = Dash("left"), Dash("right")
    `,
    expected: 'app-ambiguous',
    says: ['left, right', 'app.run()'],
  },
  {
    claim: 'names a package that is not there',
    code: `
      from dash import Dash
      import no_such_package.part
    `,
    attributes: { 'index-url': '/simple/' },
    expected: 'package-missing',
    says: ['no_such_package', 'File "app.py", line 2', 'requirements'],
  },
  {
    claim: 'names a wheel that is not there',
    code: 'import x',
    attributes: { requirements: '/wheels/none-1.0-py3-none-any.whl' },
    expected: 'package-invalid',
    says: ['/wheels/none-1.0-py3-none-any.whl', '404', 'requirements'],
  },
  {
    claim: 'names a file that is no wheel',
    code: 'import x',
    attributes: { requirements: '/demo/demo.css' },
    expected: 'requirements-invalid',
    says: ['/demo/demo.css', 'not the address of a wheel'],
  },
];

describe('an element whose Python can’t run', () => {
  let element: WebDashElement;

  before(load);
  afterEach(() => element.remove());

  for (const { claim, expected, says, ...options } of CASES) {
    it(claim, async () => {
      element = insert(options);
      const text = await shownFailure(element, expected);
      for (const part of says) expect(text).to.contain(part);
      expect(text, 'no line of this project’s').not.to.contain('webdash');
      expect(offersRetry(element)).to.be.true;
    });
  }

  it('shows the app once its code is mended', async () => {
    element = insert({ code: 'import dash\napp = dash.Dash(' });
    await shownFailure(element, 'python-syntax');
    element.code = 'import dash\napp = dash.Dash()\napp.layout = dash.html.P("Well", id="p")';
    await element.ready;
    await find(element, '#p');
    expect(textOf(element, 'p')).to.equal('Well');
    expect(() => panelOf(element)).to.throw();
  });

  it('leaves other apps of its kernel running', async () => {
    const code = 'import dash\napp = dash.Dash()\napp.layout = dash.html.P("Well", id="p")';
    const neighbour = await mount({ code });
    element = insert({ code: '1 / 0' });
    await shownFailure(element, 'python-exception');
    expect((await neighbour.fetch('/_dash-layout')).status).to.equal(200);
    expect(neighbour.state).to.equal('ready');
    neighbour.remove();
  });
});
