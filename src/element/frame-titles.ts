import { ownFields } from '../upgrade/util.js';

/** Gives the frames of an SDK a title in the user's language: no vendor does, and some replace theirs while they run. */
export class FrameTitles {
  readonly #observer = new MutationObserver(() => this.#write());
  #container: HTMLElement | undefined;
  #title = '';

  update(container: HTMLElement | undefined, title: string): void {
    this.#title = title;
    if (container && container !== this.#container) {
      this.#container = container;
      this.#observer.observe(container, ownFields({ childList: true, subtree: true }));
    }
    this.#write();
  }

  disconnect(): void {
    this.#observer.disconnect();
    this.#container = undefined;
  }

  #write(): void {
    for (const frame of this.#container?.querySelectorAll('iframe') ?? [])
      if (frame.title !== this.#title) frame.title = this.#title;
  }
}
