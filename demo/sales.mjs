/** A table of sales for the demo: the same one each time. */

const REGIONS = ['North', 'East', 'South', 'West'];
const PRODUCTS = ['Lamp', 'Chair', 'Table', 'Shelf', 'Rug'];
const CHANNELS = ['shop', 'web', 'phone'];
const DAY = 24 * 60 * 60 * 1000;

/**
 * @param {number} rows
 * @returns {string} Comma-separated values of date, region, product, channel and amount.
 */
export function salesTable(rows) {
  const draw = generator(2025);
  const lines = ['date,region,product,channel,amount'];
  for (let row = 0; row < rows; row++) {
    const date = new Date(Date.UTC(2025, 0, 1) + Math.floor(draw() * 365) * DAY);
    const [region, product, channel] = [REGIONS, PRODUCTS, CHANNELS].map(
      // The first ones of a list are the most frequent.
      (names) => names[Math.floor(draw() ** 1.5 * names.length)],
    );
    const amount = (5 + 195 * draw() ** 2).toFixed(2);
    lines.push(`${date.toISOString().slice(0, 10)},${region},${product},${channel},${amount}`);
  }
  return `${lines.join('\n')}\n`;
}

/**
 * A linear congruential generator, with the constants of Numerical Recipes.
 *
 * @param {number} state
 */
function generator(state) {
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
