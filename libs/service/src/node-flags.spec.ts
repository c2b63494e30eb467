import { expect, test } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { nodeArguments } from './node-flags.js';
import { edgeRoutes } from '#http';

const apps = [...new Set(edgeRoutes.map(([, app]) => app))];

test.each(apps)('%s is started with the same flags by npm and by compose', async (app) => {
  const wanted = nodeArguments(app, `dist/apps/${app}/src/main.js`);
  const { scripts } = JSON.parse(await readFile('package.json', 'utf8')) as { scripts: Record<string, string> };
  expect(scripts[`start:${app}`]).toBe(`exec node ${wanted.join(' ')}`);
  expect(await readFile('docker-compose.yml', 'utf8')).toContain(`command: [node, ${wanted.join(', ')}]`);
});
