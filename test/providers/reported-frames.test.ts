import { expect } from '@open-wc/testing';
import { activeSumsub } from '../support/sumsub.js';
import { frameOf, until } from '../support/upgrade.js';
import { mountVendor } from '../support/vendor.js';

const token = '{{token:quiet}}';

const vendors = {
  persona: { inquiryId: 'inq_1', sessionToken: `session-${token}` },
  didit: { url: `https://verify.didit.me/session/${token}` },
  veriff: { url: `https://magic.veriff.me/v/${token}` },
  hosted: { url: `https://acme.example/v/${token}` },
};

async function mounted(vendor: string): Promise<HTMLIFrameElement | null> {
  if (vendor === 'sumsub') return frameOf((await activeSumsub()).element);
  const payload = Object.entries(vendors).find(([name]) => name === vendor)?.[1] ?? {};
  const { element } = await mountVendor({ vendor, payload });
  await until(element, 'active');
  return frameOf(element) ?? document.querySelector<HTMLIFrameElement>('#veriffFrame');
}

let sheet: HTMLStyleElement | undefined;
afterEach(() => sheet?.remove());

function addStyle(css: string): void {
  sheet = document.createElement('style');
  sheet.textContent = css;
  document.head.append(sheet);
}

const isSeen = (frame: HTMLElement | null) =>
  frame?.checkVisibility({ opacityProperty: true, visibilityProperty: true });

for (const vendor of ['sumsub', ...Object.keys(vendors)]) {
  describe(`the frame of ${vendor}`, () => {
    for (const style of ['display: none', 'visibility: hidden', 'opacity: 0']) {
      it(`is on screen in a page with iframe { ${style} }, important or not`, async () => {
        addStyle(`iframe { ${style} }`);
        const frame = await mounted(vendor);
        expect(isSeen(frame)).to.equal(true);
        if (sheet) sheet.textContent = `iframe { ${style} !important }`;
        expect(isSeen(frame)).to.equal(true);
      });
    }

    it('is hidden with what is around it', async () => {
      const frame = await mounted(vendor);
      addStyle('body { visibility: hidden }');
      expect(isSeen(frame)).to.equal(false);
    });
  });
}

describe('the frame of Sumsub', () => {
  it('keeps its height in a page with iframe { min-height: 0 !important; height: auto !important }', async () => {
    addStyle('iframe { min-height: 0 !important; height: auto !important }');
    expect((await mounted('sumsub'))?.offsetHeight).to.be.at.least(400);
  });
});
