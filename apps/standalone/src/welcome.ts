import { accounts, agents, emailOf } from './demo/company.js';

export interface Welcome {
  readonly url: string;
  /** The password of the demo's accounts; null when there is no demo. */
  readonly demoPassword: string | null;
  /** Where the data is kept; null on somebody's own server. */
  readonly dataDir: string | null;
  readonly queues: 'Redis' | 'PostgreSQL';
  /** Where mail goes: to people, or to a mailbox to look at. */
  readonly mail: 'SMTP' | 'development mailbox';
}

/** What a start that worked prints. */
export function welcome({ url, demoPassword, dataDir, queues, mail }: Welcome): string {
  const nameOf = (key: string): string => {
    const agent = agents.find((one) => one.key === key);
    return agent ? `${agent.name}, ${agent.role === 'agent' ? key.toUpperCase() : agent.role}` : '';
  };
  const logins = accounts.map((key) => `    ${emailOf(key).padEnd(28)} ${nameOf(key)}`);
  const who =
    demoPassword === null
      ? ['  The first account:  npm run create-admin -- --email you@example.com --name You']
      : [`  Demo logins, password  ${demoPassword}`, ...logins];
  return [
    '',
    `  Tierline is ready:  ${url}`,
    `  The API in words:   ${url}/api/docs`,
    `  Queues:             ${queues}`,
    ...(mail === 'SMTP' ? [] : [`  Mail it would send: ${url}/dev/mailbox  (SMTP_URL is not set: nobody gets it)`]),
    ...(dataDir === null ? [] : [`  Data:               ${dataDir}`]),
    '',
    ...who,
    '',
    '  Ctrl-C stops it.',
    '',
    '',
  ].join('\n');
}
