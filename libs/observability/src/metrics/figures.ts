import { Logger } from '@nestjs/common';
import { gauge, registry } from './metrics.js';

const available = gauge({
  name: 'figures_available',
  help: '1 when the figures of this source could be read for this scrape, 0 when they are missing from it.',
  labels: ['source'],
});

interface Source {
  readonly read: () => Promise<void>;
  readonly forget: () => void;
  reading: Promise<boolean> | null;
  isThere: boolean;
}

/**
 * Figures that are read when somebody asks, each source in bounded time. One that cannot be read is left out of the
 * answer, which says so, and is not asked a second time while it still owes an answer.
 */
export class Figures {
  private readonly logger = new Logger(Figures.name);
  private readonly sources = new Map<string, Source>();

  constructor(private readonly withinMs = 2_000) {}

  /** `read` sets gauges, `forget` takes them away: an old figure is worse than none. */
  add(name: string, read: () => Promise<void>, forget: () => void): void {
    this.sources.set(name, { read, forget, reading: null, isThere: true });
  }

  /** Everything there is to know about this process, as Prometheus reads it. */
  async scrape(): Promise<string> {
    await Promise.all([...this.sources].map(([name, source]) => this.ask(name, source)));
    return registry.metrics();
  }

  private async ask(name: string, source: Source): Promise<void> {
    source.reading ??= this.read(name, source);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<boolean>((resolve) => (timer = setTimeout(() => resolve(false), this.withinMs)));
    const isThere = await Promise.race([source.reading, late]);
    clearTimeout(timer);
    if (!isThere) source.forget();
    available.set({ source: name }, isThere ? 1 : 0);
  }

  /** The first failure after a success is one log line. */
  private async read(name: string, source: Source): Promise<boolean> {
    try {
      await source.read();
      return (source.isThere = true);
    } catch (error) {
      if (source.isThere)
        this.logger.warn(`Metrics lack ${name}: ${error instanceof Error ? error.message : String(error)}`);
      return (source.isThere = false);
    } finally {
      source.reading = null;
    }
  }
}
