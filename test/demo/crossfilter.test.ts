import { expect } from '@open-wc/testing';

import { plotArea, traceOf, type Range } from './graph.js';
import { mount } from './mount.js';
import { until, type User } from './user.js';

const GRAPHS = ['first', 'second', 'third'] as const;
type Graph = (typeof GRAPHS)[number];

/** What both axes of all graphs show. */
const SHOWN: Range = [-0.05, 1.05];

/** Outside of all points, yet inside the graph. Other borders below keep four pixels off the points. */
const [LOW, HIGH]: Range = [-0.03, 1.03];

describe('the cross-filter', () => {
  let user: User;

  beforeEach(async () => {
    user = await mount({ src: 'crossfilter/app.py' });
    await user.read('count', '60 of 60 points selected');
    for (const graph of GRAPHS) await user.see(`#${graph} .nsewdrag`);
  });

  afterEach(() => {
    if (user.root instanceof ShadowRoot) user.root.host.remove();
  });

  /** The points of a graph that lie in an area of it. */
  function within(graph: Graph, inside: (x: number, y: number) => boolean): number[] {
    const { x, y } = traceOf(user, graph);
    return [...x.keys()].filter((point) => inside(x[point] ?? NaN, y[point] ?? NaN));
  }

  async function selectBox(graph: Graph, [x0, y0]: Range, [x1, y1]: Range): Promise<number[]> {
    const at = await plotArea(user, graph, SHOWN);
    await user.drag(at(x0, y0), at((x0 + x1) / 2, (y0 + y1) / 2), at(x1, y1));
    return within(graph, (x, y) => x > x0 && x < x1 && y > y0 && y < y1);
  }

  /** Waits until every graph marks these points, and no other, in its data and on the screen. */
  async function expectSelected(points: readonly number[]): Promise<void> {
    await user.read('count', `${points.length} of 60 points selected`);
    for (const graph of GRAPHS) {
      await until(
        () => traceOf(user, graph).selectedpoints?.join() === points.join(),
        () =>
          `${graph} marks ${points.join()}; it marks ${traceOf(user, graph).selectedpoints?.join() ?? 'all'}`,
      );
      await until(
        () => vivid(graph) === points.length,
        () => `${graph} shows ${points.length} vivid points; it shows ${vivid(graph)}`,
      );
    }
  }

  /** How many points of a graph are drawn at full strength. */
  function vivid(graph: Graph): number {
    return user
      .all(`#${graph} .scatterlayer .point`)
      .filter((point) => Number(getComputedStyle(point).opacity) > 0.5).length;
  }

  it('marks the points in a box, in all three graphs', async () => {
    const points = await selectBox('first', [LOW, LOW], [0.54, HIGH]);
    expect(points.length).to.be.within(10, 50);
    await expectSelected(points);
  });

  it('marks the points in a lasso', async () => {
    await user.hover('#second .nsewdrag');
    await user.click('#second .modebar-btn[data-val="lasso"]');
    const at = await plotArea(user, 'second', SHOWN);
    // A triangle below the diagonal.
    const below = 0.219;
    const corner = at(LOW + below, LOW);
    await user.drag(corner, at(HIGH, LOW), at(HIGH, HIGH - below), corner);
    const points = within('second', (x, y) => y < x - below);
    await expectSelected(points);
  });

  it('intersects the selections of two, then three graphs', async () => {
    const first = await selectBox('first', [LOW, LOW], [0.689, HIGH]);
    await expectSelected(first);
    const second = await selectBox('second', [0.177, LOW], [HIGH, HIGH]);
    const two = first.filter((point) => second.includes(point));
    await expectSelected(two);
    const third = await selectBox('third', [LOW, 0.266], [HIGH, HIGH]);
    const three = two.filter((point) => third.includes(point));
    expect(three.length).to.be.within(1, two.length - 1);
    await expectSelected(three);
  });

  it('forgets a selection at a double click', async () => {
    await expectSelected(await selectBox('third', [0.248, 0.266], [0.862, 0.762]));
    await user.doubleClick('#third .nsewdrag');
    await user.read('count', '60 of 60 points selected');
    for (const graph of GRAPHS) await until(() => vivid(graph) === 60, `${graph} shows all points`);
  });
});
