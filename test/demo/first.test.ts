import { expect } from '@open-wc/testing';

import { traceOf } from './graph.js';
import { mount } from './mount.js';
import { until, type User } from './user.js';

describe('the first app', () => {
  let user: User;

  before(async () => {
    user = await mount({ src: 'first/app.py' });
  });

  it('shows the graph of the city chosen at first', async () => {
    await user.see('#year .gtitle', 'Mean temperature in Lisbon');
    expect(user.all('#year .bars .point')).to.have.length(12);
    expect(traceOf(user, 'year').y).to.deep.equal([12, 13, 15, 16, 18, 21, 23, 24, 22, 19, 15, 12]);
  });

  it('draws another city when it is chosen in the dropdown', async () => {
    const lisbon = barHeights(user);
    await user.click('#city');
    await user.click(await user.see('.dash-dropdown-option', 'Montréal'));
    await user.see('#year .gtitle', 'Mean temperature in Montréal');
    expect(traceOf(user, 'year').y).to.include(-9);
    await until(() => barHeights(user).join() !== lisbon.join(), 'the bars change');
  });
});

function barHeights(user: User): number[] {
  return user.all('#year .bars .point').map((bar) => bar.getBoundingClientRect().height);
}
