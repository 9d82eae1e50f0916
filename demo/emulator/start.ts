/** Starts the emulators alone, at fixed addresses, for your own page and back end. */
import { startEmulators } from './index.js';
import { CREDENTIALS } from './partner.js';

const ports = { btcdirectPort: 4010, sumsubPort: 4011 };
try {
  const { btcdirect, sumsub } = await startEmulators(ports);
  console.log(`The emulators are running. For your back end:

  BTCDIRECT_API=${btcdirect}
  BTCDIRECT_USERNAME=${CREDENTIALS.username}
  BTCDIRECT_PASSWORD=${CREDENTIALS.password}

and for your page: providerOptions = { sumsub: { baseUrl: '${sumsub}' } }`);
} catch (error) {
  const { code, port } = error as { readonly code?: unknown; readonly port?: unknown };
  if (code !== 'EADDRINUSE') throw error;
  console.error(`Port ${String(port)} is taken. Are the emulators running already?`);
  process.exitCode = 1;
}
