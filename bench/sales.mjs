/** The CSV of the pandas dashboard: the same 100 000 rows each time. */
const ROWS = 100_000;
const REGIONS = ['Africa', 'America', 'Asia', 'Europe', 'Oceania'];
const PRODUCTS = ['apples', 'bread', 'cheese', 'dates', 'eggs', 'figs', 'grapes', 'honey'];
const FIRST_DAY = Date.UTC(2021, 0, 1);
const DAYS = 5 * 365;

export function salesTable() {
  const random = randomNumbers(1);
  const lines = ['date,region,product,units,price'];
  for (let row = 0; row < ROWS; row++) {
    const date = new Date(FIRST_DAY + random(DAYS) * 24 * 60 * 60 * 1000)
      .toISOString()
      .slice(0, 10);
    const region = REGIONS[random(REGIONS.length)];
    const product = PRODUCTS[random(PRODUCTS.length)];
    lines.push(`${date},${region},${product},${1 + random(20)},${(100 + random(900)) / 100}`);
  }
  return `${lines.join('\n')}\n`;
}

/**
 * Integers from 0 up to a limit, by the generator of Numerical Recipes.
 *
 * @param {number} seed
 */
function randomNumbers(seed) {
  let state = seed;
  return (/** @type {number} */ limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}
