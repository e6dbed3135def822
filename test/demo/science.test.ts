import { expect } from '@open-wc/testing';

import { readDownload } from '../helpers/commands.js';
import { mount } from './mount.js';
import { until, type User } from './user.js';

/** As the demo's page has it. */
const PYODIDE = { 'pyodide-url': '/pyodide-0.27.7/' };

/** Time for one of these tests, in milliseconds: to compile a large package's Python takes long. */
const TIMEOUT = 300_000;

let user: User;

beforeEach(function () {
  this.currentTest?.timeout(TIMEOUT);
});

async function show(name: string, files: string[] = [], attributes = {}): Promise<void> {
  user = await mount({
    src: `science/${name}/app.py`,
    files,
    attributes: { ...PYODIDE, ...attributes },
  });
}

afterEach(() => {
  if (user.root instanceof ShadowRoot) user.root.host.remove();
});

/** Chooses an option of a dropdown. */
async function choose(id: string, option: string): Promise<void> {
  await user.click(`#${id}`);
  const entry = await until(
    () => user.all('.dash-dropdown-option').find((each) => each.textContent.trim() === option),
    `the option ${option}`,
  );
  await user.click(entry);
}

/** Chooses one of several radio buttons by its label. */
async function pick(id: string, label: string): Promise<void> {
  const found = await until(
    () => user.all(`#${id} label`).find((each) => each.textContent.trim() === label),
    `the choice ${label}`,
  );
  await user.click(found);
}

describe('the k-means explorer', () => {
  // What scikit-learn finds on another machine.
  it('finds the clusters of irises that scikit-learn does elsewhere', async () => {
    await show('clusters');
    await user.read('quality', 'Inertia 139.8, silhouette 0.460');
    await user.see('#graph .scatterlayer .point');
    expect(user.all('#graph .scatterlayer .trace').length).to.equal(3);
    await user.click('#count [role="slider"]');
    await user.press('ArrowLeft');
    await user.read('quality', 'Inertia 222.4, silhouette 0.582');
    await until(() => user.all('#graph .scatterlayer .trace').length === 2, 'two clusters');
  });
});

describe('the dashboard of a hundred thousand sales', () => {
  it('groups them as a loop over the lines of the file does', async () => {
    await show('sales', ['sales.csv', 'requirements.txt']);
    const sums = await sumsBy('region');
    await user.see('h2', '100,000 sales');
    await until(() => rows().length === sums.size, 'a row for each region');
    for (const [name, sum] of rows()) {
      expect(Number(sum), name).to.be.closeTo(sums.get(name ?? '') ?? NaN, 0.01);
    }
    const heights = await until(() => {
      const bars = user.all('#graph .barlayer .point').map((bar) => bar.getBoundingClientRect());
      return bars.length === sums.size && bars.map(({ height }) => height);
    }, 'a bar for each region');
    const [first = 0] = heights;
    for (const [index, [name, sum]] of rows().entries()) {
      const ratio = Number(sum) / Number(rows()[0]?.[1]);
      expect((heights[index] ?? 0) / first, name).to.be.closeTo(ratio, 0.02);
    }
    await pick('measure', 'number');
    await until(
      () => rows().reduce((total, [, count]) => total + Number(count), 0) === 100_000,
      'the numbers of sales sum up to all of them',
    );
  });

  /** The texts of the table's cells, by its rows. */
  function rows(): string[][] {
    const cells = (row: Element): string[] =>
      [...row.querySelectorAll('td')].map((cell) => cell.textContent.trim());
    return [...user.root.querySelectorAll('#table tr')].map(cells).filter((row) => row.length > 0);
  }

  async function sumsBy(column: string): Promise<Map<string, number>> {
    const response = await fetch('/demo/apps/science/sales/sales.csv');
    const [head = '', ...lines] = (await response.text()).trim().split('\n');
    const key = head.split(',').indexOf(column);
    const sums = new Map<string, number>();
    for (const line of lines) {
      const fields = line.split(',');
      const name = fields[key] ?? '';
      sums.set(name, (sums.get(name) ?? 0) + Number(fields.at(-1)));
    }
    return sums;
  }
});

describe('the Matplotlib figure', () => {
  it('is drawn as a picture, anew for another frequency', async () => {
    await show('figure');
    await user.read('peak', 'The strongest frequency is 7.0 Hz.');
    const picture = (await user.see('#figure')) as HTMLImageElement;
    await until(() => picture.naturalWidth === 960, 'the picture is 960 pixels wide');
    const before = picture.src;
    await user.click('#frequency [role="slider"]');
    await user.press('ArrowRight');
    await user.read('peak', 'The strongest frequency is 8.0 Hz.');
    await until(() => picture.src !== before, 'another picture');
  });
});

describe('the picture', () => {
  it('is uploaded, filtered and downloaded', async () => {
    await show('picture', [], { requirements: 'numpy pillow scipy' });
    await user.read('facts', 'checkerboard: 160 × 96 pixels, mean 135.0');
    const input = user.root.querySelector<HTMLInputElement>('#upload input[type="file"]');
    if (!input) throw new Error('The upload has no file input.');
    const files = new DataTransfer();
    files.items.add(new File([await grey(10, 6, 100)], 'grey.png', { type: 'image/png' }));
    input.files = files.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
    await user.read('facts', 'grey.png: 10 × 6 pixels, mean 100.0');
    await pick('filter', 'invert');
    await user.read('facts', 'grey.png: 10 × 6 pixels, mean 155.0');
    await user.click('#save');
    const saved = await readDownload('invert.png');
    const bitmap = await createImageBitmap(new Blob([saved as BlobPart]));
    expect([bitmap.width, bitmap.height]).to.deep.equal([10, 6]);
    const canvas = new OffscreenCanvas(10, 6).getContext('2d');
    canvas?.drawImage(bitmap, 0, 0);
    expect([...(canvas?.getImageData(3, 3, 1, 1).data ?? [])]).to.deep.equal([155, 155, 155, 255]);
  });

  /** A picture of one grey, as a PNG file. */
  async function grey(width: number, height: number, level: number): Promise<Blob> {
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d');
    if (!context) throw new Error('There is no canvas.');
    context.fillStyle = `rgb(${level}, ${level}, ${level})`;
    context.fillRect(0, 0, width, height);
    return canvas.convertToBlob({ type: 'image/png' });
  }
});

describe('the weather', () => {
  it('is read from a Parquet file by columns and rows', async () => {
    await show('weather', ['weather.parquet']);
    await user.read('facts', '365 days: -4.1 to 19.9 °C, mean 8.04 °C');
    await choose('city', 'Lisbon');
    await pick('measure', 'rain');
    await user.read('facts', '365 days: 0.0 to 27.2 mm, mean 1.53 mm');
  });
});
