import { index, route, type RouteConfig } from '@react-router/dev/routes';

export default [
  index('routes/home.tsx'),
  route('account', 'routes/account.tsx'),
  route('api/v2/user/upgrade', 'routes/upgrade.ts'),
  route('api/v2/user/upgrade-status', 'routes/upgrade-status.ts'),
] satisfies RouteConfig;
