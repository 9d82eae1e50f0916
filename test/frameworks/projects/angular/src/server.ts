import path from 'node:path';
import {
  AngularNodeAppEngine,
  createNodeRequestHandler,
  isMainModule,
  writeResponseToNodeResponse,
} from '@angular/ssr/node';
import express from 'express';
import { toNodeListener } from 'verification-upgrade/server/node';
import { backend } from './backend';

const engine = new AngularNodeAppEngine();
const app = express();

app.use((request, response, next) => toNodeListener(backend())(request, response, next));
app.use(express.static(path.join(import.meta.dirname, '../browser'), { index: false }));
app.use((request, response, next) => {
  engine
    .handle(request)
    .then((answer) => (answer ? writeResponseToNodeResponse(answer, response) : next()))
    .catch(next);
});

if (isMainModule(import.meta.url)) app.listen(Number(process.env['PORT'] ?? 4000));

export const reqHandler = createNodeRequestHandler(app);
