import '../../src/index.js';
import type { Options } from '../options.js';
import type { Dress } from './dress.js';
import { dress } from './dress.js';
import { buildView, reachView } from './mount.js';
import { findView } from './views.js';

/** Shows one view alone. `data-ready` on the root says that it is there. */
export async function showTile(name: string, options: Options): Promise<void> {
  const root = document.documentElement;
  root.classList.add('tile');
  document.title = `${name} | Gallery`;
  const view = findView(name);
  if (!view) {
    document.body.textContent = `There is no view “${name}”.`;
    return;
  }
  const { sumsub } = (await (await fetch('/emulators.json')).json()) as { readonly sumsub: string };
  const element = buildView(view, sumsub);
  element.headingLevel = 1;
  document.body.append(element);
  dress(options);
  addEventListener('message', ({ data, origin }: MessageEvent<{ readonly dress?: Dress } | undefined>) => {
    if (origin === location.origin && data?.dress) dress(data.dress);
  });
  await reachView(element, view);
  root.dataset['ready'] = '';
}
