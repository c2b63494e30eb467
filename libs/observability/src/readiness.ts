/** Resolves when its part can do its work; rejects with the reason when not. */
export type ReadinessCheck = () => Promise<unknown>;

export interface ReadinessReport {
  readonly ready: boolean;
  /** Part -> `ok`, or why it is not. */
  readonly checks: Readonly<Record<string, string>>;
}

/** What has to work before this process may be sent requests. */
export class Readiness {
  private readonly checks = new Map<string, ReadinessCheck>();

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
    return { ready: answers.every(([, answer]) => answer === OK), checks: Object.fromEntries(answers) };
  }

  private async ask(check: ReadinessCheck): Promise<string> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<string>((resolve) => {
      timer = setTimeout(() => resolve(`no answer within ${this.withinMs} ms`), this.withinMs);
    });
    try {
      return await Promise.race([check().then(() => OK), late]);
    } catch (error) {
      return error instanceof Error ? error.message || error.name : String(error);
    } finally {
      clearTimeout(timer);
    }
  }
}

const OK = 'ok';
