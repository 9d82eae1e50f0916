/** The emulators by themselves, at addresses that stay: for a page and a back end of somebody's own. */
import { startEmulators } from './index.js';
import { CREDENTIALS } from './partner.js';

const { btcdirect, sumsub } = await startEmulators({ btcdirectPort: 4010, sumsubPort: 4011 });
console.log(`The emulators are up. For your back end:

  BTCDIRECT_API=${btcdirect}
  BTCDIRECT_USERNAME=${CREDENTIALS.username}
  BTCDIRECT_PASSWORD=${CREDENTIALS.password}

and for your page: providerOptions = { sumsub: { baseUrl: '${sumsub}' } }`);
