import { expect } from '@open-wc/testing';

import { load } from './fixture.js';
import { PythonShell } from './python-shell.js';

/** Time for one of these tests, in milliseconds: to compile a large package's Python takes long. */
const TIMEOUT = 300_000;

const IMPORTS = `
import decimal, locale, mimetypes, os, random, sys
import dash, matplotlib.pyplot, numpy, pandas, plotly.io, sklearn
from dash import Input, Output
from dash._callback import GLOBAL_CALLBACK_LIST
from dash.development.base_component import Component, ComponentRegistry
`;

interface State {
  readonly name: string;
  /** Python that changes the state; `{}` in it is 1 or 2. */
  readonly change: string;
  /** An expression that tells the state. */
  readonly look: string;
  /** What it tells then; `{}` is the number. */
  readonly changed: string;
}

const STATES: readonly State[] = [
  {
    name: 'working folder',
    change: 'os.makedirs("folder{}"); os.chdir("folder{}")',
    look: 'os.path.relpath(os.getcwd(), sys.path[0])',
    changed: 'folder{}',
  },
  {
    name: 'environment',
    change: 'os.environ["WHO"] = "{}"',
    look: 'os.environ.get("WHO")',
    changed: '{}',
  },
  {
    name: 'sys.path',
    change: 'sys.path.append("/nowhere/{}")',
    look: 'sys.path[-1]',
    changed: '/nowhere/{}',
  },
  {
    name: 'default template of Plotly',
    change: 'plotly.io.templates.default = ["", "plotly_dark", "ggplot2"][{}]',
    look: '["plotly", "plotly_dark", "ggplot2"].index(plotly.io.templates.default)',
    changed: '{}',
  },
  {
    name: 'hooks of Dash',
    change: 'for _ in range({}): dash.hooks.layout()(lambda layout: layout)',
    look: 'len(dash.hooks.get_hooks("layout"))',
    changed: '{}',
  },
  {
    name: 'callbacks of Dash that wait for an app',
    change: 'dash.callback(Output("o{}", "children"), Input("i", "children"))(lambda value: value)',
    look: '"".join(each["output"] for each in GLOBAL_CALLBACK_LIST)',
    changed: 'o{}.children',
  },
  {
    name: 'component registry of Dash',
    change: 'type("Own", (Component,), {"__module__": "own{}", "_namespace": "own{}"})',
    look: '[name for name in ComponentRegistry.registry if name.startswith("own")][-1:]',
    changed: "['own{}']",
  },
  {
    name: 'options of pandas',
    change: 'pandas.set_option("display.max_rows", {})',
    look: 'pandas.get_option("display.max_rows")',
    changed: '{}',
  },
  {
    name: 'print options of NumPy',
    change: 'numpy.set_printoptions(precision={})',
    look: 'numpy.get_printoptions()["precision"]',
    changed: '{}',
  },
  {
    name: 'configuration of scikit-learn',
    change: 'sklearn.set_config(working_memory={})',
    look: 'sklearn.get_config()["working_memory"]',
    changed: '{}',
  },
  {
    name: 'parameters of Matplotlib',
    change: 'matplotlib.rcParams["axes.labelpad"] = {}',
    look: 'int(matplotlib.rcParams["axes.labelpad"])',
    changed: '{}',
  },
  {
    name: 'open figures of Matplotlib',
    change: 'matplotlib.pyplot.figure({})',
    look: 'matplotlib.pyplot.get_fignums()',
    changed: '[{}]',
  },
  {
    name: 'media types',
    change: 'mimetypes.add_type("text/x-{}", ".own")',
    look: 'mimetypes.guess_type("file.own")[0]',
    changed: 'text/x-{}',
  },
  {
    name: 'locale',
    change: 'locale.setlocale(locale.LC_TIME, ["", "C", "de_DE.UTF-8"][{}])',
    look: '["", "C", "de_DE.UTF-8"].index(locale.setlocale(locale.LC_TIME).replace("C.UTF-8", ""))',
    changed: '{}',
  },
];

describe('two apps of one kernel', function () {
  this.timeout(TIMEOUT);
  let first: PythonShell;
  let second: PythonShell;

  before(async () => {
    await load();
    const open = (name: string): Promise<PythonShell> =>
      PythonShell.open({
        attributes: {
          'pyodide-url': '/pyodide-0.27.7/',
          requirements: 'pandas scikit-learn matplotlib',
        },
        files: { 'utils.py': `NAME = ${JSON.stringify(name)}` },
      });
    [first, second] = await Promise.all([open('first'), open('second')]);
    await first.run(IMPORTS);
    await second.run(IMPORTS);
  });
  after(() => {
    first.close();
    second.close();
  });

  it('have modules of the same name', async () => {
    const name = 'import utils; result = utils.NAME';
    expect(await second.run(name)).to.equal('second');
    expect(await first.run(name)).to.equal('first');
  });

  for (const { name, change, look, changed } of STATES) {
    it(`have each their own ${name}`, async () => {
      const state = (shell: PythonShell): Promise<unknown> => shell.run(`result = str(${look})`);
      const fresh = await state(first);
      expect(await state(second)).to.equal(fresh);
      await first.run(change.replaceAll('{}', '1'));
      expect(await state(second)).to.equal(fresh);
      await second.run(change.replaceAll('{}', '2'));
      expect(await state(first)).to.equal(changed.replaceAll('{}', '1'));
      expect(await state(second)).to.equal(changed.replaceAll('{}', '2'));
      expect(await state(first)).to.equal(changed.replaceAll('{}', '1'));
    });
  }

  for (const module of ['random', 'numpy.random']) {
    it(`draw each their own numbers of ${module}`, async () => {
      const seed = `import ${module}; ${module}.seed(1)`;
      const draw = `result = ${module}.random()`;
      await first.run(seed);
      const expected = [await first.run(draw), await first.run(draw), await first.run(draw)];
      expect(new Set(expected).size).to.equal(3);
      await first.run(seed);
      await second.run(seed);
      for (const number of expected) {
        expect(await first.run(draw)).to.equal(number);
        expect(await second.run(draw)).to.equal(number);
      }
    });
  }

  it('have decimal contexts of their own', async () => {
    await first.run('decimal.getcontext().prec = 3');
    expect(await second.run('result = decimal.getcontext().prec')).to.equal(28);
  });
});
