// @ts-check
/** The emulated Stripe.js: a dialog over the page, and a promise for how it ends. A test ends it with `end`. */
{
  const { origin } = new URL(/** @type {HTMLScriptElement} */ (document.currentScript).src);
  /** @type {any} */ (window).Stripe = Object.assign(
    /** @param {string} key @param {{ locale?: string }} [options] */
    (key, options = {}) => ({
      /** @param {string} clientSecret */
      verifyIdentity: (clientSecret) =>
        new Promise((resolve) => {
          // Stripe.js also has frames for its own use, without a size.
          const controller = document.createElement('iframe');
          controller.style.cssText = 'position: fixed; block-size: 0; border: 0; visibility: hidden';
          controller.ariaHidden = 'true';
          controller.src = `${origin}/controller`;
          document.body.append(controller);
          const cover = document.createElement('div');
          cover.style.cssText = 'position: fixed; inset: 0; z-index: 2147483647; background: #0c111db3';
          const frame = document.createElement('iframe');
          frame.title = 'Stripe Identity';
          frame.style.cssText =
            'position: absolute; inset: 4vh max(1rem, 50% - 14rem); inline-size: min(28rem, 100% - 2rem); block-size: 92vh; border: 0; border-radius: 12px; background: #fff';
          frame.src = `${origin}/?${new URLSearchParams({ token: clientSecret, lang: options.locale ?? '', key })}`;
          cover.append(frame);
          document.body.append(cover);
          /** @param {MessageEvent} event */
          const hear = ({ source, data }) => {
            if (source !== frame.contentWindow || data?.remote !== 'end') return;
            removeEventListener('message', hear);
            cover.remove();
            resolve(data.error ? { error: data.error } : { verificationSession: { id: 'vs_emulated' } });
          };
          addEventListener('message', hear);
        }),
    }),
    { version: 'endive' },
  );
}
