import { backend } from '../backend.server';
import type { Route } from './+types/upgrade-status';

export const loader = ({ request }: Route.LoaderArgs) => backend().status(request);
