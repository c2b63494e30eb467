import { appAt, edgeRoutes } from '#http';
import { describe, expect, it, test } from '@jest/globals';
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { caddyfile, expressionOf } from './edge/caddyfile.js';

const file = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url));
const compose = readFileSync(file('docker-compose.yml'), 'utf8');
const apps = [...new Set(edgeRoutes.map(([, app]) => app))];

/** A test that needs a tool says so when the tool is not there. */
const withTool = (command: string, args: readonly string[]) => {
  if (spawnSync(command, args).status === 0) return test;
  process.stderr.write(`note: "${command} ${args.join(' ')}" does not run here, what needs it is skipped\n`);
  return test.skip;
};

describe('the edge proxy', () => {
  it('has the configuration that the route table makes (if not: node dist/tools/print-edge-routes.js)', () => {
    expect(readFileSync(file('deploy/Caddyfile'), 'utf8')).toBe(caddyfile(edgeRoutes));
  });

  it.each([
    '/',
    '/assets/app.js',
    '/api/v1/tickets',
    '/api/v1/tickets/',
    '/api/v1/tickets/T-1042',
    '/api/v1/tickets/T-1042/clocks',
    '/api/v1/tickets/T-1042/escalate',
    '/api/v1/tickets/T-1042/timeline',
    '/api/v1/tickets/T-1042/a/b',
    '/api/v1/vendors',
    '/api/v1/vendors/4711/callbacks',
    '/api/v1/vendors-of-others',
    '/api/v1/vendor-cases/4711',
    '/api/v1/desk/queues',
    '/api/v1/nothing',
    '/api/docs',
    '/apiary',
  ])('sends %s where the table sends it', (path) => {
    const matching = edgeRoutes.find(([pattern]) => new RegExp(expressionOf(pattern)).test(path));
    expect(matching?.[1]).toBe(appAt(path));
  });

  withTool('caddy', ['version'])('is accepted by Caddy', () => {
    const config = file('deploy/Caddyfile');
    expect(() =>
      execFileSync('caddy', ['validate', '--adapter', 'caddyfile', '--config', config], { stdio: 'pipe' }),
    ).not.toThrow();
  });
});

describe('the compose file', () => {
  it.each(apps)('starts %s as a container of its own', (app) => {
    const block = new RegExp(`^  ${app}:\\n(?:    .*\\n|\\n)+`, 'm').exec(compose)?.[0];
    expect(block).toContain(`dist/apps/${app}/src/main.js`);
    expect(readFileSync(file(`apps/${app}/src/main.ts`), 'utf8')).toContain('runService');
  });

  withTool('docker', ['compose', 'version'])('is accepted by Docker Compose', () => {
    const parse = () =>
      execFileSync('docker', ['compose', '-f', file('docker-compose.yml'), 'config', '-q'], { stdio: 'pipe' });
    expect(parse).not.toThrow();
  });
});
