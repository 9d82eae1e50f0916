import { expect } from '@open-wc/testing';
import { readAnswer } from '../../src/upgrade/answer.js';
import type { UpgradeAnswer } from '../../src/upgrade/answer.js';
import { put } from './support/put.js';

const levels = { currentLevel: 'hero', nextLevel: 'satoshi' };
const findProvider = (name: string) =>
  name.toLowerCase() === 'sumsub' ? { name: 'sumsub', requiresAccessToken: true } : undefined;
const read = (body: unknown) => readAnswer(body, findProvider);

function offerIn(answer: UpgradeAnswer) {
  if (answer.kind !== 'offer') throw new Error(`An offer was expected, not "${answer.kind}".`);
  return answer;
}

/** Every place where each fact may be, the one that wins first. */
const places = {
  token: [
    'upgrade.access_token',
    'upgrade.accessToken',
    'upgrade.data.accessToken',
    'upgrade.data.access_token',
    'upgrade.token',
    'data.accessToken',
    'data.access_token',
    'access_token',
    'accessToken',
  ],
  provider: ['upgrade.provider', 'provider', 'data.provider'],
  hint: ['upgrade.type', 'type', 'upgrade.name', 'name'],
};

describe('reading an answer', () => {
  describe('the shapes that the API is described in', () => {
    const expected = { kind: 'offer', provider: 'SumSub', levels } as const;

    it('reads the schema: upgrade with access_token, status and provider', () => {
      const upgrade = { access_token: 'secret', status: 'open', provider: 'SumSub' };
      expect(read({ ...levels, upgrade })).to.deep.equal({
        ...expected,
        payload: { ...upgrade, accessToken: 'secret' },
      });
    });

    it('reads the prose: name, type, status and data.accessToken', () => {
      const body = { ...levels, name: 'kyc', type: 'SumSub', status: 'open', data: { accessToken: 'secret' } };
      expect(read(body)).to.deep.equal({ ...expected, payload: { accessToken: 'secret' } });
    });

    it('reads data.accessToken beside provider', () => {
      const body = { ...levels, provider: 'SumSub', data: { accessToken: 'secret' } };
      expect(read(body)).to.deep.equal({ ...expected, payload: { accessToken: 'secret' } });
    });

    it('reads an upgrade that PHP has wrapped in a list', () => {
      const upgrade = [{ access_token: 'secret', provider: 'SumSub' }];
      expect(offerIn(read({ ...levels, upgrade })).payload.accessToken).to.equal('secret');
    });
  });

  describe('the token', () => {
    for (const [index, place] of places.token.entries()) {
      it(`is found in ${place}`, () => {
        expect(offerIn(read(put(place, 'secret', levels))).payload.accessToken).to.equal('secret');
      });

      for (const later of places.token.slice(index + 1)) {
        it(`is taken from ${place} rather than from ${later}`, () => {
          const body = put(place, 'first', put(later, 'second', levels));
          expect(offerIn(read(body)).payload.accessToken).to.equal('first');
        });
      }

      for (const nothing of ['', '  ', null, 7, true, ['token'], { token: 'x' }]) {
        it(`is looked for further on where ${place} holds ${JSON.stringify(nothing)}`, () => {
          const other = place === 'accessToken' ? 'access_token' : 'accessToken';
          const body = put(place, nothing, put(other, 'secret', levels));
          expect(offerIn(read(body)).payload.accessToken).to.equal('secret');
        });
      }
    }

    it('comes without the blanks around it', () => {
      expect(offerIn(read({ ...levels, upgrade: { access_token: ' secret\n' } })).payload.accessToken).to.equal(
        'secret',
      );
    });

    it('is mounted whatever the status beside it says', () => {
      for (const status of ['open', 'pending', 'approved', 'rejected', 'nonsense', 7, null]) {
        expect(read({ ...levels, upgrade: { access_token: 'secret', status } }).kind, String(status)).to.equal('offer');
      }
    });

    it('is mounted where no nextLevel is sent', () => {
      expect(read({ currentLevel: 'hero', upgrade: { access_token: 'secret' } })).to.deep.include({
        kind: 'offer',
        levels: { currentLevel: 'hero' },
      });
    });

    it('takes along whatever else data and upgrade hold, and nothing from outside of them', () => {
      const body = {
        ...levels,
        session: 'outside',
        data: { url: 'https://in.sumsub.com' },
        upgrade: { access_token: 'secret', id: 7, data: { region: 'eu' } },
      };
      const { payload } = offerIn(read(body));
      expect(payload).to.include({ accessToken: 'secret', url: 'https://in.sumsub.com', id: 7, region: 'eu' });
      expect(payload).not.to.have.property('session');
    });
  });

  describe('the provider', () => {
    const offer = put('upgrade.access_token', 'secret', levels);

    for (const [index, place] of places.provider.entries()) {
      it(`is found in ${place}, known to us or not`, () => {
        expect(offerIn(read(put(place, 'Acme-ID', offer))).provider).to.equal('Acme-ID');
      });

      for (const later of [...places.provider.slice(index + 1), ...places.hint]) {
        it(`is taken from ${place} rather than from ${later}`, () => {
          expect(offerIn(read(put(place, 'acme', put(later, 'sumsub', offer)))).provider).to.equal('acme');
        });
      }
    }

    for (const [index, place] of places.hint.entries()) {
      it(`is found in ${place} where that is a provider we know`, () => {
        expect(offerIn(read(put(place, 'Sumsub', offer))).provider).to.equal('Sumsub');
      });

      it(`is not guessed from ${place} where that is something else`, () => {
        expect(offerIn(read(put(place, 'question', offer)))).not.to.have.property('provider');
      });

      for (const later of places.hint.slice(index + 1)) {
        it(`is taken from ${place} rather than from ${later}`, () => {
          expect(offerIn(read(put(place, 'sumsub', put(later, 'SUMSUB', offer)))).provider).to.equal('sumsub');
        });
      }
    }

    it('is absent where the server names none', () => {
      expect(offerIn(read(offer))).not.to.have.property('provider');
    });
  });

  describe('the status', () => {
    for (const place of ['upgrade.status', 'status']) {
      it(`is found in ${place}`, () => {
        expect(read(put(place, 'approved', { ...levels, upgrade: { provider: 'sumsub' } })).kind).to.equal('approved');
      });
    }

    it('is taken from the upgrade rather than from the envelope', () => {
      expect(read({ ...levels, status: 'approved', upgrade: { status: 'rejected' } }).kind).to.equal('rejected');
    });
  });
});

describe('the words of an answer', () => {
  it('count before those of what looks like a wrapper beside them', () => {
    const body = { currentLevel: 'hero', nextLevel: null, data: { nextLevel: 'satoshi', errors: { ER709: {} } } };
    expect(readAnswer(body)).to.deep.equal({ kind: 'unavailable', levels: { currentLevel: 'hero' } });
  });

  it('may be one alone', () => {
    expect(readAnswer({ nextLevel: 'satoshi' }).kind).to.equal('unavailable');
    expect(readAnswer({ currentLevel: 'hero' }).kind).to.equal('unavailable');
    expect(readAnswer({ upgrade: null }).kind).to.equal('unavailable');
  });

  it('are no codes if they only begin or end like one', () => {
    for (const code of ['ER709x', 'xER709', 'ER', 'ER1234567'])
      expect(readAnswer({ errors: { [code]: {} } }), code).to.deep.equal({ kind: 'bad-response' });
  });
});
