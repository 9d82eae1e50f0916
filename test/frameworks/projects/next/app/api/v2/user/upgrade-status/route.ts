import { backend } from '../../../../../lib/backend';

export const GET = (request: Request) => backend().status(request);
