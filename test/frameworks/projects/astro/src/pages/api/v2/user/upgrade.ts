import type { APIRoute } from 'astro';
import { backend } from '../../../../lib/backend';

export const POST: APIRoute = ({ request }) => backend().upgrade(request);
