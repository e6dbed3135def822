import { expect } from '@open-wc/testing';

import { layoutChanges } from '../../src/host/layout-changes.js';

const div = (props: object): object => ({ type: 'Div', namespace: 'dash_html_components', props });

describe('what has changed in a layout', () => {
  it('is told by component, with the new values alone', () => {
    const before = div({ id: 'a', title: 'one', lang: 'en' });
    const after = div({ id: 'a', title: 'two', lang: 'en' });
    expect(layoutChanges(before, after)).to.deep.equal([{ id: 'a', props: { title: 'two' } }]);
  });

  it('is of the component inside, not of those that hold it', () => {
    const layout = (title: string): object =>
      div({ id: 'a', children: [div({ id: 'b', label: { text: div({ id: 'c', title }) } })] });
    expect(layoutChanges(layout('one'), layout('two'))).to.deep.equal([
      { id: 'c', props: { title: 'two' } },
    ]);
  });

  it('is of the one that holds it, where a component takes the place of another or comes or goes', () => {
    const [one, two] = [div({ id: 'one' }), div({ id: 'two' })];
    for (const [before, after] of [
      [one, two],
      [[one], [one, two]],
      [[one, two], [one]],
      [undefined, two],
      [two, 'text'],
    ]) {
      const changes = layoutChanges(
        div({ id: 'a', children: before }),
        div({ id: 'a', children: after }),
      );
      expect(changes).to.deep.equal([{ id: 'a', props: { children: after } }]);
    }
  });

  it('names a component whose id is an object, and none without an id', () => {
    const id = { type: 'cell', index: 1 };
    const layout = (title: string): object => [div({ title }), div({ id, title })];
    expect(layoutChanges(layout('one'), layout('two'))).to.deep.equal([
      { id, props: { title: 'two' } },
    ]);
  });

  it('is nothing where values are equal, or there was no layout yet', () => {
    const layout = (): object => div({ id: 'a', figure: { data: [{ x: [1, 2] }] } });
    expect(layoutChanges(layout(), layout())).to.deep.equal([]);
    expect(layoutChanges(null, layout())).to.deep.equal([]);
  });

  it('takes what is neither a list nor a plain object as a whole', () => {
    const changes = layoutChanges(
      div({ id: 'a', x: new Date(0), y: [1] }),
      div({ id: 'a', x: new Date(0), y: [1] }),
    );
    expect(changes.map(({ props }) => Object.keys(props))).to.deep.equal([['x']]);
  });
});
