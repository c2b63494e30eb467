type Environment = Readonly<Record<string, string | undefined>>;

export interface TracingConfig {
  /** `otlp`: to a collector, as JSON over HTTP. `console`: to standard output, to try it. */
  readonly exporter: 'otlp' | 'console';
  readonly sampler: 'always_on' | 'always_off' | 'traceidratio';
  /** For `traceidratio`: 0 to 1. */
  readonly ratio: number;
}

const samplers = ['always_on', 'always_off', 'traceidratio'] as const;

/**
 * What the standard variables ask for; null = no tracing. It is on when a collector is named (`OTEL_EXPORTER_OTLP_ENDPOINT`,
 * `OTEL_EXPORTER_OTLP_TRACES_ENDPOINT`) or an exporter is (`OTEL_TRACES_EXPORTER`), and `OTEL_SDK_DISABLED` is not `true`.
 * Throws, with one readable line, for what we cannot do.
 */
export function tracingConfig(env: Environment = process.env): TracingConfig | null {
  const value = (name: string): string | undefined => env[name]?.trim() || undefined;
  const endpoint = value('OTEL_EXPORTER_OTLP_TRACES_ENDPOINT') ?? value('OTEL_EXPORTER_OTLP_ENDPOINT');
  const exporter = value('OTEL_TRACES_EXPORTER') ?? (endpoint === undefined ? 'none' : 'otlp');
  if (value('OTEL_SDK_DISABLED')?.toLowerCase() === 'true' || exporter === 'none') return null;
  if (exporter !== 'otlp' && exporter !== 'console') throw unusable('TRACES_EXPORTER', 'otlp, console or none');
  if (endpoint !== undefined && !/^https?:/.test(endpoint)) throw unusable('EXPORTER_OTLP_ENDPOINT', 'an HTTP address');
  const protocol = value('OTEL_EXPORTER_OTLP_TRACES_PROTOCOL') ?? value('OTEL_EXPORTER_OTLP_PROTOCOL') ?? 'http/json';
  if (!protocol.startsWith('http/')) throw unusable('EXPORTER_OTLP_PROTOCOL', 'http/json');
  const named = (value('OTEL_TRACES_SAMPLER') ?? 'parentbased_always_on').replace(/^parentbased_/, '');
  const sampler = samplers.find((known) => known === named);
  const ratio = Number(value('OTEL_TRACES_SAMPLER_ARG') ?? 1);
  if (!sampler) throw unusable('TRACES_SAMPLER', `one of ${samplers.join(', ')}, or such a one after parentbased_`);
  if (!(ratio >= 0 && ratio <= 1)) throw unusable('TRACES_SAMPLER_ARG', 'from 0 to 1');
  return { exporter, sampler, ratio };
}

const unusable = (name: string, what: string): Error => new Error(`OTEL_${name} must be ${what}.`);
