import { expect } from '@open-wc/testing';

import { FolderSelection } from '../../src/kernel/persistence/folder-selection.js';

function kept(persist: string, ...paths: string[]): string[] {
  const selection = new FolderSelection(persist, 'app.py');
  return paths.filter((path) => selection.has(path));
}

describe('the folders that persist names', () => {
  it('are kept with all that is in them, and nothing beside', () => {
    const paths = ['data', 'data/a', 'data/b/c', 'database', 'other/data', 'app.py'];
    expect(kept('data', ...paths)).to.deep.equal(['data', 'data/a', 'data/b/c']);
  });

  it('are separated by white space, in any spelling', () => {
    const paths = ['data/a', 'user/files/b', 'user/c'];
    expect(kept(' ./data/\n user//files ', ...paths)).to.deep.equal(['data/a', 'user/files/b']);
  });

  it('are the app’s own, if none is named, save for its main file', () => {
    for (const persist of ['', ' ', '.', './']) {
      expect(kept(persist, 'a', 'b/c', 'app.py', 'b/app.py')).to.deep.equal([
        'a',
        'b/c',
        'b/app.py',
      ]);
    }
  });

  it('leave out what Python makes of modules', () => {
    expect(kept('.', '__pycache__', 'lib/__pycache__/m.cpython-314.pyc', 'lib/m.py')).to.deep.equal(
      ['lib/m.py'],
    );
  });

  it('must be below the app’s folder', () => {
    for (const persist of ['..', 'data ../other', '/tmp', 'a/../../b', 'a\\b']) {
      expect(() => new FolderSelection(persist, 'app.py'), persist)
        .to.throw('persist')
        .with.property('code', 'source-invalid');
    }
  });
});
