/** Where things are in a `dcc.Graph`, and what its Plotly figure holds. */
import type { Place, User } from './user.js';

/** The part of a trace that the tests look at. */
export interface Trace {
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly selectedpoints?: readonly number[];
}

interface PlotlyDiv extends HTMLElement {
  readonly data: readonly Trace[];
}

/** The two ends of an axis. */
export type Range = readonly [low: number, high: number];

/** The first trace of the graph with this id, as Plotly drew it last. */
export function traceOf(user: User, id: string): Trace {
  const graph = user.root.querySelector<PlotlyDiv>(`[id="${id}"] .js-plotly-plot`);
  const trace = graph?.data[0];
  if (!trace) throw new Error(`#${id} shows no figure`);
  return trace;
}

/**
 * Makes a function from a point's coordinates to its place in the viewport.
 *
 * @param range What both axes of the graph show.
 */
export async function plotArea(
  user: User,
  id: string,
  range: Range,
): Promise<(x: number, y: number) => Place> {
  const area = await user.see(`[id="${id}"] .nsewdrag`);
  area.scrollIntoView({ block: 'center', behavior: 'instant' });
  const box = area.getBoundingClientRect();
  const [low, high] = range;
  const share = (value: number) => (value - low) / (high - low);
  return (x, y) => [box.left + share(x) * box.width, box.bottom - share(y) * box.height];
}
