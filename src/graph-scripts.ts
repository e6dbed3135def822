/**
 * The scripts for graphs, by their paths below that of component suites: by far the largest, and those that a page
 * finds last, so that it pays to have the browser load them before.
 */
export const GRAPH_SCRIPTS = ['dash/dcc/async-graph.js', 'plotly/package_data/plotly.min.js'];
