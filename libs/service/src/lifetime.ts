import { CannotStart } from './environment.js';

/** Stopping takes no longer than this: then the process ends with what is still running. Nothing is lost by that. */
const STOP_WITHIN_MS = 30_000;
/** A terminal's Ctrl-C can arrive twice at once (from the terminal and from npm): only a later one means "now". */
const SAME_SIGNAL_MS = 1_000;

type Cleanup = () => Promise<void>;

/** What a process has opened so far, to be closed in the opposite order. */
export class Lifetime {
  private readonly cleanups: Cleanup[] = [];
  private ending = false;

  constructor(private readonly say: (line: string) => void) {}

  /** Remembers how to close what was just opened. Throws when the process was told to stop meanwhile. */
  defer(cleanup: Cleanup): void {
    this.cleanups.push(cleanup);
    if (this.ending) throw new Stopped();
  }

  get isEnding(): boolean {
    return this.ending;
  }

  end(): void {
    this.ending = true;
  }

  /** Closes everything, last opened first; a failure to close is said and does not keep the rest open. */
  async close(): Promise<void> {
    for (let cleanup = this.cleanups.pop(); cleanup; cleanup = this.cleanups.pop()) {
      await cleanup().catch((error: unknown) => this.say(`While stopping: ${messageOf(error)}`));
    }
  }
}

/** The process was told to stop while it was still starting. */
class Stopped extends Error {}

/**
 * The life of a process: `start` opens things and defers their closing, then it runs until SIGINT, SIGTERM or SIGHUP. What
 * cannot start says why in one line and exits with 1; a second signal exits at once.
 */
export async function runProcess(name: string, start: (lifetime: Lifetime) => Promise<void>): Promise<void> {
  const say = (line: string): void => void process.stderr.write(`${name}: ${line}\n`);
  const lifetime = new Lifetime(say);
  let signalledAt: number | null = null;
  let exitCode = 0;

  const stop = async (): Promise<void> => {
    setTimeout(() => {
      say(`Not everything stopped within ${STOP_WITHIN_MS / 1000} s: ending anyway.`);
      process.exit(1);
    }, STOP_WITHIN_MS).unref();
    await lifetime.close();
    process.exit(exitCode);
  };

  const onSignal = (): void => {
    if (signalledAt !== null) {
      if (Date.now() - signalledAt < SAME_SIGNAL_MS) return;
      say('Told to stop again: ending at once.');
      process.exit(130);
    }
    signalledAt = Date.now();
    end();
  };
  const onCrash = (error: unknown): void => {
    say(`A mistake nobody caught, stopping: ${stackOf(error)}`);
    exitCode = 1;
    end();
  };
  const end = (): void => {
    if (lifetime.isEnding) return;
    lifetime.end();
    if (started) void stop();
  };

  let started = false;
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal).on('SIGHUP', onSignal);
  // A terminal or pipe that is gone is no reason to stop uncleanly.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  // Started by another process of ours, which is gone: nobody would stop us later.
  process.once('disconnect', onSignal);
  process.on('uncaughtException', onCrash).on('unhandledRejection', onCrash);

  try {
    await start(lifetime);
  } catch (error) {
    // Told to stop while starting: whatever broke, broke because of that.
    if (!lifetime.isEnding) {
      exitCode = 1;
      say(error instanceof CannotStart ? error.message : `Cannot start: ${stackOf(error)}`);
    }
    lifetime.end();
  }
  started = true;
  if (lifetime.isEnding) await stop();
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
const stackOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));
