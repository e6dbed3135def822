import { mount } from './mount.js';
import { until } from './user.js';

describe('work that takes its time', () => {
  it('async: all services answer one question', async () => {
    const user = await mount({ src: 'services/app.py' });
    await user.click('#ask');
    await until(
      () =>
        user.all('li').filter((item) => item.textContent.includes('after the click')).length === 10,
      'all ten answer',
    );
  });

  it('in the background: tells its progress, lets the app answer, and can be cancelled', async () => {
    const user = await mount({ src: 'pi/app.py' });
    await user.click('#compute');
    await until(() => user.all('#pi')[0]?.textContent.includes('so far'), 'progress is shown');
    await user.click('#count');
    await user.read('counted', '1, answered while the other computes');
    await user.click('#cancel');
    await until(() => !user.all('#compute')[0]?.hasAttribute('disabled'), 'it can begin anew');
    await user.click('#count');
    await user.read('counted', '2, answered while the other computes');
  });
});
