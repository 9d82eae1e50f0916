/** What the page is told about the user's device; Veriff takes one without a mouse for a phone, and leaves the panel. */
export function pretend(isPhone: boolean): void {
  window.matchMedia = (query) => (query.includes('hover') ? ({ matches: isPhone } as MediaQueryList) : media(query));
}

const media = window.matchMedia.bind(window);

/** For one `describe`: a device with a mouse, whatever the machine has. */
export function pretendDesktop(): void {
  beforeEach(() => pretend(false));
  afterEach(() => {
    window.matchMedia = media;
  });
}
