import { useSyncExternalStore, type ReactNode } from 'react';

const never = () => () => undefined;

/** Nothing on a server, and nothing while its page is hydrated: only then its children come, and are set up in full. */
export function BrowserOnly({ children }: { readonly children: ReactNode }) {
  const isInBrowser = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  return isInBrowser && children;
}
