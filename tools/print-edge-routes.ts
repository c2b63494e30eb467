import { edgeRoutes } from '#http';
import { writeFile } from 'node:fs/promises';
import { caddyfile } from './edge/caddyfile.js';

/** `node dist/tools/print-edge-routes.js`: writes the edge proxy's configuration from the route table. */
await writeFile('deploy/Caddyfile', caddyfile(edgeRoutes));
