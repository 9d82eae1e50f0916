import { backend } from '$lib/server/backend';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = ({ request }) => backend().upgrade(request);
