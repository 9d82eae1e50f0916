import { Hono } from 'hono';
import { backend } from './backend.js';

export const app = new Hono();
app.get('/account', (context) => context.html('<verification-upgrade></verification-upgrade>'));
// What no route of yours takes; the backend answers 404 to the rest.
app.notFound((context) => backend.fetch(context.req.raw));
