import { createServer } from 'node:http';
import express from 'express';
import { serverOptions, toNodeListener } from 'verification-upgrade/server/node';
import { backend } from './backend.js';

const app = express();
app.use(toNodeListener(backend)); // Before express.json(): a webhook's signature is over its bytes.
app.use(express.json());
app.get('/account', (_request, response) => void response.send('<verification-upgrade></verification-upgrade>'));

export const server = createServer(serverOptions, app);
