import type { APIRoute } from 'astro';
import { backend } from '../../../../lib/backend';

export const GET: APIRoute = ({ request }) => backend().status(request);
