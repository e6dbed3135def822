/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  comes: async (app) => {
    await app.find('#beats', 'beat 2');
    await app.find('#waited', 'waited None');
    await app.find('#greeting', 'DashWebsocketCallback None: hello Ada');
  },
  steps: {
    'an input': async (app) => {
      await app.type(' L', '#name');
      await app.find('#greeting', 'DashWebsocketCallback name: hello Ada L');
    },
    'props that are set and asked for': async (app) => {
      await app.click('#task');
      await app.find('#result', '1 Ada L None');
    },
    'a thread asks for props': async (app) => {
      await app.click('#thread');
      await app.find('#in-thread', 'thread DashWebsocketCallback name: hello Ada L');
    },
    'a patch': async (app) => {
      await app.click('#list');
      await app.find('li', 'item 1');
      await app.click('#list');
      await app.find('li', 'item 2');
    },
    patterns: async (app) => {
      await app.click('button', 'add 1');
      await app.find('p', "{'n': 1, 'type': 'add'} 1 1");
    },
    'an exception': (app) => app.click('#fail'),
    'a call after it': async (app) => {
      await app.click('#fail');
      await app.find('#failed', 'failed 2');
    },
    'no update': (app) => app.click('#none'),
    'an update of a part': async (app) => {
      await app.click('#none');
      await app.find('#kept[title="title 2"]');
    },
    'what is shown while it runs': async (app) => {
      await app.click('#slow');
      await app.find('#waited', 'waited 1');
    },
    'a reload': async (app) => {
      await app.reload();
      await app.find('#beats', 'beat 2');
    },
  },
};
