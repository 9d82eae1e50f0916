import { backend } from '$lib/server/backend';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ request }) => backend().status(request);
