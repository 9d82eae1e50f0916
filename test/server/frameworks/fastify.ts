import fastify from 'fastify';
import { serverOptions, toFastifyHook } from 'verification-upgrade/server/node';
import { backend } from './backend.js';

export const app = fastify({ http: serverOptions });
app.addHook('onRequest', toFastifyHook(backend));
app.get('/account', (_request, reply) => reply.type('text/html').send('<verification-upgrade></verification-upgrade>'));
