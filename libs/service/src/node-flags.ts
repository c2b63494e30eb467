import type { HttpApp } from '#http';

/**
 * What Node is started with, by app; nothing for those not named. package.json and docker-compose.yml say the same, and a test compares them.
 * sla-monitor: a herd of alarms makes much garbage at once, and with V8's small young generation a third of the time went into collecting it.
 */
export const nodeFlags: Partial<Record<HttpApp, readonly string[]>> = {
  'sla-monitor': ['--min-semi-space-size=64', '--max-semi-space-size=64'],
};

/** The arguments after `node` that start an app, `main` being the path of its compiled main.js. */
export const nodeArguments = (app: HttpApp, main: string): string[] => [...(nodeFlags[app] ?? []), main];
