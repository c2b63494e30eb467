import { once } from 'node:events';

/** After the last test: the server stops and its folder goes. */
export default async function globalTeardown() {
  const server = globalThis.testPostgres;
  if (!server || server.exitCode !== null) return;
  const exited = once(server, 'exit');
  server.stdin.end();
  await exited;
}
