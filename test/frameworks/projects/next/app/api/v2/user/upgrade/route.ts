import { backend } from '../../../../../lib/backend';

export const POST = (request: Request) => backend().upgrade(request);
