// app/api/v2/user/upgrade/route.ts
import { backend } from './backend.js';

export const POST = backend.upgrade;

// app/api/v2/user/upgrade-status/route.ts, and the same for `levels` and `liveness`
export const GET = backend.status;
