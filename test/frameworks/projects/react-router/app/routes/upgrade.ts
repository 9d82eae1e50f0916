import { backend } from '../backend.server';
import type { Route } from './+types/upgrade';

export const action = ({ request }: Route.ActionArgs) => backend().upgrade(request);
