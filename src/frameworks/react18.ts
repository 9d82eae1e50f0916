'use client';

import { createElement, forwardRef, useEffect, useImperativeHandle, useLayoutEffect, useRef, useState } from 'react';
import type { HTMLAttributes } from 'react';
import { defaults, propertyNames } from '../element/settings.js';
import type { VerificationUpgradeElement } from '../element/verification-upgrade.js';
import '../index.js';
import type { CamelListeners, UpgradeProperties } from './markup.js';

/** Props of `<VerificationUpgrade>`: the element's properties, `onUpgradeApproved` and the like, and React's own for any element. */
export type VerificationUpgradeProps = Omit<
  HTMLAttributes<VerificationUpgradeElement>,
  keyof UpgradeProperties | keyof CamelListeners
> &
  UpgradeProperties &
  CamelListeners;

const kebab = (name: string) => name.replace(/[A-Z]/g, '-$&').toLowerCase();
const attributeOf = new Map<string, string>(Object.keys(defaults).map((name) => [name, kebab(name)]));
const propertyOnly = propertyNames.filter((name) => !attributeOf.has(name));
const isListener = (name: string) => /^onUpgrade[A-Z]/.test(name);

/** React on a server warns about layout effects, which it does not run. */
const useCommitEffect = typeof document === 'undefined' ? useEffect : useLayoutEffect;

/**
 * `<verification-upgrade>` as a component, for React 18, and for React 18 and 19 on a server. Properties and listeners are set
 * in the commit that puts the element onto the page. The launch waits for that, on a page that a server has rendered too: until
 * `request` is set if there is such a prop, else until `headers` is, and without both until React has taken over.
 */
export const VerificationUpgrade = forwardRef<VerificationUpgradeElement, VerificationUpgradeProps>((props, ref) => {
  const own = useRef<VerificationUpgradeElement>(null);
  const [listener] = useState(() => new PropsListener());

  useImperativeHandle<VerificationUpgradeElement | null, VerificationUpgradeElement | null>(ref, () => own.current, []);
  useCommitEffect(() => {
    listener.props = props;
    if (own.current) setUp(own.current, props, listener);
  });

  return createElement('verification-upgrade', { ...markupOf(props), ref: own });
});
VerificationUpgrade.displayName = 'VerificationUpgrade';

/** Calls the prop of an event as it is at that moment: adding it a second time does nothing. */
class PropsListener {
  props: VerificationUpgradeProps = {};

  handleEvent(event: Event): void {
    const name = `on-${event.type}`.replace(/-./g, ([, letter = '']) => letter.toUpperCase());
    const listener: unknown = this.props[name as keyof CamelListeners];
    if (typeof listener === 'function') listener.call(undefined, event);
  }
}

function setUp(element: VerificationUpgradeElement, props: VerificationUpgradeProps, listener: PropsListener): void {
  for (const name of Object.keys(props).filter(isListener))
    element.addEventListener(kebab(name).slice('on-'.length), listener);
  const given = propertyOnly.filter((name) => name in props);
  Object.assign(element, Object.fromEntries(given.map((name) => [name, props[name]])));
  // Without either, they are what the launch has waited for.
  if (!('headers' in props) && !('request' in props)) element.headers ??= {};
}

/** What React 18 writes as it is: text. It would write "false" for false, and `classname` for `className`. */
function markupOf(props: VerificationUpgradeProps): Readonly<Record<string, unknown>> {
  const markup: Record<string, unknown> = { 'wait-for': 'request' in props ? 'request' : 'headers' };
  for (const [name, value] of Object.entries(props)) {
    if (isListener(name) || propertyOnly.some((property) => property === name)) continue;
    const written = name === 'className' ? 'class' : (attributeOf.get(name) ?? name);
    markup[written] = typeof value === 'boolean' ? (value ? '' : undefined) : value;
  }
  return markup;
}
