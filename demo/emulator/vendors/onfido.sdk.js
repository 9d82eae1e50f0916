// @ts-check
/** The emulated Onfido script: draws into the container it is given, and calls back. `calls` is for tests. */
{
  const { origin } = new URL(/** @type {HTMLScriptElement} */ (document.currentScript).src);
  /** @type {string[]} */
  const calls = [];
  /** @type {any} */ (window).Onfido = {
    calls,
    /** @param {any} settings */
    init(settings) {
      calls.push('init');
      const { token, containerEl, language, theme, onComplete, onError, onUserExit } = settings;
      const frame = document.createElement('iframe');
      frame.style.cssText = 'inline-size: 100%; block-size: 100%; border: 0';
      frame.src = `${origin}/?${new URLSearchParams({ token, lang: language, theme: theme?.name ?? '' })}`;
      containerEl.append(frame);
      /** @param {MessageEvent} event */
      const hear = ({ source, data }) => {
        if (source !== frame.contentWindow || !data?.remote) return;
        if (data.remote === 'exit') onUserExit('user_exit');
        else if (data.error) onError(data.error);
        else if (data.remote === 'end') onComplete({});
      };
      addEventListener('message', hear);
      return {
        async tearDown() {
          calls.push('tearDown');
          removeEventListener('message', hear);
          await new Promise((resolve) => setTimeout(resolve, 30));
          frame.remove();
          calls.push('gone');
        },
      };
    },
  };
}
