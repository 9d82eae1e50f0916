import { expect } from '@open-wc/testing';
import { readAnswer } from '../../src/upgrade/answer.js';
import { collectSecrets } from '../../src/upgrade/credentials.js';

const levels = { currentLevel: 'hero', nextLevel: 'satoshi' };
const known = (name: string) =>
  /^(sumsub|veriff|persona|onfido)$/i.test(name)
    ? { name: name.toLowerCase(), requiresAccessToken: /^sumsub$/i.test(name) }
    : undefined;
const kindOf = (body: object) => readAnswer({ ...levels, ...body }, known).kind;

describe('an offer without an access token', () => {
  for (const words of [
    'url',
    'session url',
    'verification url',
    'hosted url',
    'redirect url',
    'player url',
    'link',
    'session token',
    'token',
    'sdk token',
    'auth token',
    'client secret',
    'inquiry id',
    'template id',
    'template version id',
    'workflow run id',
    'short code',
    'session id',
  ]) {
    const camelCase = words.replace(/ (\w)/g, (_, letter: string) => letter.toUpperCase());
    it(`is one with ${camelCase}, in snake case too, wherever the payload is, and whatever its status`, () => {
      const credentials = { [camelCase]: 'x-1' };
      expect(kindOf({ upgrade: { provider: 'veriff', [words.replaceAll(' ', '_')]: 'x-1' } })).to.equal('offer');
      expect(kindOf({ upgrade: { provider: 'veriff', ...credentials } })).to.equal('offer');
      expect(kindOf({ upgrade: { provider: 'Veriff', status: 'pending', data: credentials } })).to.equal('offer');
      expect(kindOf({ provider: 'persona', status: 'open', data: credentials })).to.equal('offer');
      expect(kindOf({ type: 'veriff', data: credentials })).to.equal('offer');
    });
  }

  it('is none for Sumsub, which gets an access token or nothing', () => {
    expect(kindOf({ upgrade: { provider: 'SumSub', status: 'pending', url: 'https://x.example' } })).to.equal(
      'pending',
    );
    expect(kindOf({ upgrade: { provider: 'sumsub', status: 'open', inquiryId: 'x' } })).to.equal('pending');
  });

  it('is one for Sumsub if the server passes on what Sumsub’s API has answered, but not with a token beside the upgrade', () => {
    const answered = { token: '_act-1', userId: 'user-1' };
    expect(kindOf({ provider: 'sumsub', data: answered })).to.equal('offer');
    expect(kindOf({ upgrade: { provider: 'sumsub', status: 'open', data: answered } })).to.equal('offer');
    expect(kindOf({ upgrade: { provider: 'sumsub', ...answered } })).to.equal('offer');
    expect(kindOf({ token: 'of-the-session', upgrade: { provider: 'sumsub', status: 'pending' } })).to.equal('pending');
  });

  it('is none where no provider is named', () => {
    expect(kindOf({ upgrade: { status: 'pending', url: 'https://x.example' } })).to.equal('pending');
  });

  it('is none where nextLevel is null, or the server complains', () => {
    expect(kindOf({ nextLevel: null, upgrade: { provider: 'veriff', url: 'https://x.example' } })).to.equal(
      'unavailable',
    );
    expect(kindOf({ errors: { ER709: { code: 'ER709' } }, upgrade: { provider: 'veriff', url: 'x' } })).to.equal(
      'errors',
    );
  });

  it('is none with nothing, blanks or no text to begin with', () => {
    for (const url of ['', ' ', null, 7, {}]) {
      expect(kindOf({ upgrade: { provider: 'veriff', status: 'pending', url } }), JSON.stringify(url)).to.equal(
        'pending',
      );
    }
  });

  it('leads to an unknown provider only where no status says more', () => {
    expect(kindOf({ upgrade: { provider: 'acme', status: 'pending', url: 'https://x.example' } })).to.equal('pending');
    expect(kindOf({ upgrade: { provider: 'acme', url: 'https://x.example' } })).to.equal('offer');
  });

  it('an offer without an access token has no such field', () => {
    const answer = readAnswer({ ...levels, upgrade: { provider: 'veriff', url: 'x' } }, known);
    expect(answer.kind === 'offer' && 'accessToken' in answer.payload).to.equal(false);
  });
});

describe('the secrets of a payload', () => {
  it('are its tokens and addresses, and what is secret inside of these', () => {
    const token = 'eyJhbGciOiJub25lIn0.x';
    const url = `https://magic.veriff.me/v/${token}?a=b`;
    const secrets = collectSecrets({ url, session_token: 's3cret', status: 'open', id: 7 });
    // Neither the scheme nor the host: a text that names them is of use.
    expect(secrets).to.have.members([url, 's3cret', 'v', token, 'a', 'b']);
  });

  it('are every spelling of the access token, if they differ', () => {
    const payload = { accessToken: 'one', access_token: 'two', 'Access-Token': 'three' };
    expect(collectSecrets(payload)).to.have.members(['one', 'two', 'three']);
  });

  it('are the access token alone, where there is nothing else', () => {
    expect(collectSecrets({ accessToken: 'a', status: 'open', provider: 'sumsub' })).to.deep.equal(['a']);
  });
});
