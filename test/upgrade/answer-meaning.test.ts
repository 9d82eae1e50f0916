import { expect } from '@open-wc/testing';
import { readAnswer } from '../../src/upgrade/answer.js';

const levels = { currentLevel: 'hero', nextLevel: 'satoshi' };
const unavailable = { kind: 'unavailable', levels: { currentLevel: 'hero' } };
const notOffered = { kind: 'unavailable', levels };
const nonsense = { kind: 'bad-response' };
const withStatus = (status: unknown) => ({ ...levels, upgrade: { status, provider: 'sumsub' } });

describe('what an answer means', () => {
  describe('the order of the questions', () => {
    const offer = { upgrade: { access_token: 'secret', status: 'approved' } };

    it('asks for errors first', () => {
      const errors = { ER709: { code: 'ER709' } };
      expect(readAnswer({ ...levels, ...offer, errors }).kind).to.equal('errors');
      expect(readAnswer({ currentLevel: 'hero', nextLevel: null, errors }).kind).to.equal('errors');
    });

    for (const nextLevel of [null, '', '  ', false]) {
      it(`means unavailable where nextLevel is ${JSON.stringify(nextLevel)}, token or not`, () => {
        expect(readAnswer({ currentLevel: 'hero', nextLevel, ...offer })).to.deep.equal(unavailable);
        expect(readAnswer({ currentLevel: 'hero', nextLevel, upgrade: null })).to.deep.equal(unavailable);
        expect(readAnswer({ ...withStatus('pending'), nextLevel })).to.deep.equal(unavailable);
      });
    }

    it('prefers the token to the status', () => {
      expect(readAnswer({ ...levels, ...offer }).kind).to.equal('offer');
    });

    it('prefers the status to a missing nextLevel', () => {
      expect(readAnswer({ currentLevel: 'hero', status: 'approved' }).kind).to.equal('approved');
      expect(readAnswer({ ...levels, status: 'pending', upgrade: null }).kind).to.equal('pending');
    });
  });

  const words = {
    pending: ['pending', 'open', 'queued', 'submitted', 'in_review'],
    approved: ['approved', 'verified', 'validated'],
    rejected: ['rejected', 'declined'],
  };
  for (const [kind, spellings] of Object.entries(words)) {
    for (const word of spellings) {
      it(`means ${kind} where there is no token and the status is ${word}, in any case`, () => {
        for (const status of [word, word.toUpperCase(), word.replace(/^./, (first) => first.toUpperCase())]) {
          expect(readAnswer(withStatus(status)), status).to.deep.equal({ kind, provider: 'sumsub', levels });
        }
      });
    }
  }

  it('takes no status word for another that contains it', () => {
    const words = ['not approved', 'unverified', 'reopened', 'approved?no', 'pendingapproved', 'declined-not'];
    for (const status of [...words, 'unsubmitted', 'undeclined', 'openly']) {
      expect(readAnswer(withStatus(status)).kind, status).to.equal('bad-response');
    }
  });

  for (const none of [false, 0]) {
    it(`takes ${none} for none, as PHP writes it`, () => {
      const answer = { ...levels, upgrade: { access_token: 'secret', provider: 'sumsub' } };
      expect(readAnswer({ errors: none, data: answer }).kind).to.equal('offer');
      expect(readAnswer({ error: none, result: answer }).kind).to.equal('offer');
      expect(readAnswer({ ...levels, upgrade: none })).to.deep.equal(notOffered);
    });
  }

  it('means unavailable where nextLevel is absent and there is nothing to mount', () => {
    expect(readAnswer({ currentLevel: 'hero' })).to.deep.equal(unavailable);
    expect(readAnswer({ currentLevel: 'hero', upgrade: {} })).to.deep.equal(unavailable);
  });

  for (const upgrade of [null, undefined, {}, [], '']) {
    it(`means unavailable where upgrade is ${upgrade === undefined ? 'absent' : JSON.stringify(upgrade)}`, () => {
      expect(readAnswer({ ...levels, upgrade })).to.deep.equal(notOffered);
    });
  }

  it('means unavailable, and names no level, where the server names none', () => {
    expect(readAnswer({ nextLevel: null })).to.deep.equal({ kind: 'unavailable', levels: {} });
    expect(readAnswer({ nextLevel: null, currentLevel: 7 })).to.deep.equal({ kind: 'unavailable', levels: {} });
  });

  it('makes no sense where there is an upgrade with neither token nor a status we know', () => {
    for (const upgrade of [{ provider: 'sumsub' }, { status: 'sleeping' }, { status: 7 }, 'sumsub', 7, true]) {
      expect(readAnswer({ ...levels, upgrade }), JSON.stringify(upgrade)).to.deep.equal(nonsense);
    }
  });

  const wrappers = ['data', 'result', 'response', 'body', 'payload', 'content', 'value'];
  for (const wrapper of [...wrappers, 'error', 'detail', 'message', 'attributes']) {
    it(`is found in the field ${wrapper}, whatever is beside it`, () => {
      const body = { version: 2, [wrapper]: { currentLevel: 'hero', nextLevel: null } };
      expect(readAnswer(body)).to.deep.equal(unavailable);
    });
  }

  it('is not looked for in a field whose name only contains that of a wrapper', () => {
    for (const name of ['dataBefore', 'former_data']) {
      const body = { [name]: { currentLevel: 'hero', nextLevel: null }, version: 2 };
      expect(readAnswer(body), name).to.deep.equal(nonsense);
    }
  });

  it('makes no sense where it is no object', () => {
    for (const body of [undefined, null, '', '<!doctype html>', 'ER701', 0, 7, NaN, true, false, 1n, Symbol('x')]) {
      expect(readAnswer(body), String(body)).to.deep.equal(nonsense);
    }
    for (const body of [[], [levels], [{ ...levels, upgrade: { access_token: 'secret' } }], readAnswer]) {
      expect(readAnswer(body)).to.deep.equal(nonsense);
    }
  });

  describe('errors', () => {
    const entry = { code: 'ER705', message: 'Not linked.', solution: 'Link it.' };
    const read = { kind: 'errors', errors: [entry] };
    const shapes: Record<string, unknown> = {
      'an object keyed by code': { errors: { ER705: entry } },
      'an object keyed by code whose entries name none': { errors: { ER705: { ...entry, code: undefined } } },
      'an object with other keys whose entries name the code': { errors: { user: entry } },
      'a list': { errors: [entry] },
      'a single one': { errors: entry },
      'a single one under "error"': { error: entry },
      'those of an answer under "error"': { error: { errors: { ER705: entry } }, data: null },
      'the envelope itself': entry,
      'a code in lower case': { errors: { er705: { ...entry, code: 'er705' } } },
    };
    for (const [name, body] of Object.entries(shapes)) {
      it(`are understood as ${name}`, () => expect(readAnswer(body)).to.deep.equal(read));
    }

    it('are understood as bare codes', () => {
      const expected = { kind: 'errors', errors: [{ code: 'ER705' }] };
      for (const body of [
        { errors: ['ER705'] },
        { errors: 'ER705' },
        { error: 'ER705' },
        { errors: { ER705: 'No.' } },
      ]) {
        expect(readAnswer(body), JSON.stringify(body)).to.deep.equal(expected);
      }
    });

    it('come all, in their order', () => {
      const answer = readAnswer({ errors: { ER999: {}, ER701: {}, ER123456: {} } });
      expect(answer).to.deep.equal({
        kind: 'errors',
        errors: [{ code: 'ER999' }, { code: 'ER701' }, { code: 'ER123456' }],
      });
    });

    it('keep only texts as message and solution', () => {
      const answer = readAnswer({ errors: { ER705: { code: 'ER705', message: { html: '<b>' }, solution: 7 } } });
      expect(answer).to.deep.equal({ kind: 'errors', errors: [{ code: 'ER705' }] });
    });

    it('are understood beside words that carry no code', () => {
      expect(readAnswer({ code: 'ER705', error: 'Forbidden' })).to.deep.equal({
        kind: 'errors',
        errors: [{ code: 'ER705' }],
      });
    });

    it('make no sense without a code', () => {
      for (const errors of ['Oops.', ['Oops.'], { message: 'Oops.' }, { user: 'ER' }, 7, true, [[]]]) {
        expect(readAnswer({ ...levels, errors }), JSON.stringify(errors)).to.deep.equal(nonsense);
      }
    });

    it('are none where the list of them is empty', () => {
      for (const nothing of [{}, [], null, undefined, '']) {
        const body = { ...levels, upgrade: { access_token: 'secret' }, errors: nothing };
        expect(readAnswer(body).kind, JSON.stringify(nothing)).to.equal('offer');
      }
    });

    it('are not seen in a field that is no API code', () => {
      const body = { ...levels, upgrade: { access_token: 'secret' } };
      expect(readAnswer({ ...body, code: '200' }).kind).to.equal('offer');
      expect(readAnswer({ ...body, error: false }).kind).to.equal('offer');
    });
  });
});
