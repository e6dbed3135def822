import { expect } from '@open-wc/testing';

import { ERRORS, WebDashError } from '../../src/errors.js';

describe('WebDashError', () => {
  it('keeps its code, its detail and its cause', () => {
    const cause = new TypeError('Failed to fetch');
    const error = new WebDashError('runtime-not-found', 'stdlib.pack: 404', {
      detail: 'https://example.org/dist/runtime/stdlib.pack',
      cause,
    });
    expect(error).to.be.instanceOf(Error);
    expect(error.name).to.equal('WebDashError');
    expect(error.code).to.equal('runtime-not-found');
    expect(error.message).to.equal('stdlib.pack: 404');
    expect(error.detail).to.equal('https://example.org/dist/runtime/stdlib.pack');
    expect(error.cause).to.equal(cause);
  });

  it('has no detail unless one is given', () => {
    expect(new WebDashError('timeout', 'Python took over a minute').detail).to.equal(undefined);
  });
});

describe('ERRORS', () => {
  for (const [code, { title, help }] of Object.entries(ERRORS)) {
    it(`says what happened and what to do about ${code}`, () => {
      expect(title).to.match(/^[A-Z].*[^.]$/);
      expect(help).to.match(/^[A-Z].*\.$/);
    });
  }
});
