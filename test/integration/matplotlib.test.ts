import { expect } from '@open-wc/testing';

import { load } from './fixture.js';
import { PythonShell } from './python-shell.js';

/** Time for one of these tests, in milliseconds: to start an app with a large package takes long. */
const TIMEOUT = 300_000;

describe('Matplotlib', function () {
  this.timeout(TIMEOUT);
  let shell: PythonShell;

  before(async () => {
    await load();
    shell = await PythonShell.open({
      attributes: { 'pyodide-url': '/pyodide-0.27.7/', requirements: 'matplotlib' },
    });
    await shell.run('import io; from matplotlib import font_manager, pyplot, rcParams');
  });
  after(() => shell.close());

  it('draws by pyplot, though a worker has no document', async () => {
    const code = `
      figure, axes = pyplot.subplots()
      axes.plot([1, 3, 2])
      picture = io.BytesIO()
      pyplot.savefig(picture)
      result = [picture.getvalue()[:4].decode("latin-1"), pyplot.get_backend().lower()]
    `;
    expect(await shell.run(code)).to.deep.equal(['\x89PNG', 'agg']);
  });

  it('knows its PostScript fonts', async () => {
    const code = `
      from matplotlib import _afm
      path = font_manager.findfont("Helvetica", fontext="afm")
      with open(path, "rb") as file:
          font = _afm.AFM(file)
      parsed_early = "_metrics" in vars(font)
      result = [
          len(font_manager.fontManager.afmlist),
          font.get_fontname(),
          parsed_early,
          font.get_width_char("A"),
          font.get_kern_dist("A", "V"),
          hasattr(font, "nothing"),
      ]
    `;
    // Widths and distances as in Adobe's file for Helvetica.
    expect(await shell.run(code)).to.deep.equal([60, 'Helvetica', false, 667, -70, false]);
  });

  it('writes PDF files with them', async () => {
    const code = `
      rcParams["pdf.use14corefonts"] = True
      file = io.BytesIO()
      pyplot.title("AV")
      pyplot.savefig(file, format="pdf")
      result = b"/Helvetica" in file.getvalue()
    `;
    expect(await shell.run(code)).to.equal(true);
  });
});
