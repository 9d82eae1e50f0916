// src/hooks.server.ts
import { backend } from './backend.js';

export const handle = ({
  event,
  resolve,
}: {
  event: { request: Request };
  resolve: (event: unknown) => Promise<Response>;
}) => {
  const { pathname } = new URL(event.request.url);
  return backend.handles(pathname) ? backend.fetch(event.request) : resolve(event);
};
