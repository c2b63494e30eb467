import { Logger } from '@nestjs/common';

/** Resolves when its part can do its work; rejects with the reason when not. */
export type ReadinessCheck = () => Promise<unknown>;

export interface ReadinessProblem {
  readonly part: string;
  /** When it was first seen not to work, ISO 8601. */
  readonly since: string;
  /** Why, in words that may be shown to anybody. */
  readonly reason: string;
}

export interface ReadinessReport {
  readonly ready: boolean;
  /** Part -> `ok`, or why it is not. */
  readonly checks: Readonly<Record<string, string>>;
  readonly problems: readonly ReadinessProblem[];
}

/** What has to work before this process may be sent requests. */
export class Readiness {
  private readonly logger = new Logger(Readiness.name);
  private readonly checks = new Map<string, ReadinessCheck>();
  private readonly failingSince = new Map<string, string>();

  constructor(private readonly withinMs = 2_000) {}

  /** Adds a part; a second part under one name is a mistake. */
  register(name: string, check: ReadinessCheck): void {
    if (this.checks.has(name)) throw new Error(`Readiness already has a check named "${name}".`);
    this.checks.set(name, check);
  }

  /** Asks every part at the same time; a part that does not answer in time is not ready. */
  async report(): Promise<ReadinessReport> {
    const answers = await Promise.all(
      [...this.checks].map(async ([name, check]) => [name, await this.ask(check)] as const),
    );
    for (const [part, answer] of answers) this.note(part, answer);
    const failing = answers.filter(([, answer]) => answer !== OK);
    return {
      ready: failing.length === 0,
      checks: Object.fromEntries(answers),
      problems: failing.map(([part, reason]) => ({ part, since: this.failingSince.get(part) as string, reason })),
    };
  }

  /** A change is one log line; how often somebody asks meanwhile changes nothing. */
  private note(part: string, answer: string): void {
    const since = this.failingSince.get(part);
    if (answer === OK && since !== undefined) {
      this.failingSince.delete(part);
      this.logger.log(`${part} works again; it did not since ${since}.`);
    } else if (answer !== OK && since === undefined) {
      this.failingSince.set(part, new Date().toISOString());
      this.logger.warn(`${part} does not work: ${answer}`);
    }
  }

  private async ask(check: ReadinessCheck): Promise<string> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<string>((resolve) => {
      timer = setTimeout(() => resolve(`no answer within ${this.withinMs} ms`), this.withinMs);
    });
    try {
      return await Promise.race([check().then(() => OK), late]);
    } catch (error) {
      return inWords(error);
    } finally {
      clearTimeout(timer);
    }
  }
}

const OK = 'ok';

const sayings: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nobody listens there',
  ECONNRESET: 'the connection was cut',
  ETIMEDOUT: 'it does not answer',
  EHOSTUNREACH: 'there is no way to its machine',
  ENOTFOUND: 'its name is not known',
  EAI_AGAIN: 'its name cannot be looked up',
  '28P01': 'it refuses our password',
  '28000': 'it refuses our user',
  '3D000': 'there is no such database',
  '53100': 'its disk is full',
  '53300': 'it has no connection left for us',
  '57P01': 'it is being stopped',
  '57P02': 'it has crashed',
  '57P03': 'it is starting',
};

/** Whoever asks may be anybody: addresses, user names and passwords are for the log. */
function inWords(error: unknown): string {
  if (!(error instanceof Error)) return 'it does not work';
  const { code, errors } = error as { code?: unknown; errors?: { code?: unknown }[] };
  const known = sayings[String(code ?? errors?.[0]?.code)];
  if (known !== undefined) return known;
  return (error.message || error.name)
    .slice(0, 200)
    .replaceAll(/\w+:\/\/\S+/g, '(address)')
    .replaceAll(/\b\d{1,3}(\.\d{1,3}){3}(:\d+)?\b|\[?[\da-f]*:[\da-f]*:[\da-f:.]+\]?(:\d+)?/gi, '(address)')
    .replaceAll(/"[^"]*"/g, '(name)');
}
