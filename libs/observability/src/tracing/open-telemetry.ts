import {
  context,
  diag,
  DiagLogLevel,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  TraceFlags,
  type Context,
  type Span as OtelSpan,
  type SpanOptions,
  type Tracer,
} from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  BasicTracerProvider,
  BatchSpanProcessor,
  ConsoleSpanExporter,
  ParentBasedSampler,
  RandomIdGenerator,
  SamplingDecision,
  TraceIdRatioBasedSampler,
  type IdGenerator,
  type Sampler,
} from '@opentelemetry/sdk-trace-base';
import { correlationIfAny } from '../correlation.js';
import { parseTraceparent, spanIdOf, traceIdOf } from './trace-ids.js';
import type { TracingConfig } from './tracing.config.js';
import type { Attributes, RequestStart, Said, Span, Tracing } from './tracing.js';

/** Random ids, unless the next span's were said beforehand. */
class ChosenIds implements IdGenerator {
  private readonly random = new RandomIdGenerator();
  traceId: string | undefined;
  spanId: string | undefined;

  generateTraceId = (): string => this.traceId ?? this.random.generateTraceId();
  generateSpanId = (): string => this.spanId ?? this.random.generateSpanId();
}

class OpenTelemetrySpan implements Span {
  constructor(readonly span: OtelSpan) {}

  set(attributes: Attributes): void {
    this.span.setAttributes({ ...attributes });
  }

  fail(error: unknown): void {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    this.span.recordException({ name, message });
    this.span.setStatus({ code: SpanStatusCode.ERROR, message });
  }

  end(): void {
    this.span.end();
  }
}

/** How long a stop waits for a collector. */
const FAREWELL_MS = 3_000;
const COMPLAIN_EVERY_MS = 60_000;

/** Traces to a collector. Loaded only when asked for (`startTracing`). */
export class OpenTelemetry implements Tracing {
  private readonly ids = new ChosenIds();
  private readonly root: Sampler;
  private readonly provider: BasicTracerProvider;
  private readonly tracer: Tracer;

  constructor(service: string, { exporter, sampler, ratio }: TracingConfig, warn: (line: string) => void) {
    complainRarely(warn);
    this.root = samplerOf(sampler, ratio);
    const named = resourceFromAttributes({ 'service.name': service, 'service.namespace': 'tierline' });
    this.provider = new BasicTracerProvider({
      idGenerator: this.ids,
      sampler: new ParentBasedSampler({ root: this.root }),
      resource: named.merge(detectResources({ detectors: [envDetector] })),
      spanProcessors: [
        new BatchSpanProcessor(exporter === 'otlp' ? new OTLPTraceExporter() : new ConsoleSpanExporter()),
      ],
    });
    this.tracer = this.provider.getTracer('tierline');
  }

  request({ correlationId, traceparent, method, route }: RequestStart): Span {
    const caller = parseTraceparent(traceparent);
    const traceId = traceIdOf(correlationId);
    const options = {
      kind: SpanKind.SERVER,
      attributes: {
        'http.request.method': method,
        'http.route': route,
        'tierline.correlation_id': correlationId,
      },
      // Somebody who names both another trace and a correlation id gets the latter, and a link to the former.
      links: caller && caller.traceId !== traceId ? [{ context: { ...caller, isRemote: true } }] : [],
    };
    const parent = caller?.traceId === traceId ? below({ ...caller, isRemote: true }) : ROOT_CONTEXT;
    return this.start(`${method} ${route}`, options, parent, { traceId });
  }

  say(said: Said): void {
    const working = correlationIfAny()?.span;
    const parent = working instanceof OpenTelemetrySpan ? trace.setSpan(ROOT_CONTEXT, working.span) : ROOT_CONTEXT;
    const ids = { traceId: traceIdOf(said.correlationId), spanId: spanIdOf(said.id) };
    this.start(`send ${said.name}`, { kind: SpanKind.PRODUCER, attributes: about(said) }, parent, ids).end();
  }

  handle(said: Said, attempt: number): Span {
    const attributes = { ...about(said), 'tierline.attempt': attempt };
    return this.start(`process ${said.name}`, { kind: SpanKind.CONSUMER, attributes }, this.belowSaid(said));
  }

  call(said: Said, address: string): Span {
    const url = URL.canParse(address) ? new URL(address) : null;
    // Without path and query: a vendor's address may hold a secret of his.
    const attributes = {
      ...about(said),
      'http.request.method': 'POST',
      ...(url && { 'server.address': url.hostname, 'url.scheme': url.protocol.replace(':', '') }),
    };
    return this.start(`POST ${said.name}`, { kind: SpanKind.CLIENT, attributes }, this.belowSaid(said));
  }

  async stop(): Promise<void> {
    const late = new Promise<void>((resolve) => setTimeout(resolve, FAREWELL_MS).unref());
    await Promise.race([this.provider.shutdown().catch(() => undefined), late]);
    diag.disable();
  }

  private start(
    name: string,
    options: SpanOptions,
    parent: Context,
    ids: { traceId?: string; spanId?: string } = {},
  ): Span {
    this.ids.traceId = ids.traceId;
    this.ids.spanId = ids.spanId;
    const span = this.tracer.startSpan(name, options, parent);
    this.ids.traceId = undefined;
    this.ids.spanId = undefined;
    return new OpenTelemetrySpan(span);
  }

  /** Everybody comes to the same decision about a trace, because it is made from its id. */
  private belowSaid({ id, correlationId }: Said): Context {
    const traceId = traceIdOf(correlationId);
    const { decision } = this.root.shouldSample(context.active(), traceId, '', SpanKind.PRODUCER, {}, []);
    const traceFlags = decision === SamplingDecision.RECORD_AND_SAMPLED ? TraceFlags.SAMPLED : TraceFlags.NONE;
    return below({ traceId, spanId: spanIdOf(id), traceFlags, isRemote: true });
  }
}

const below = (parent: { traceId: string; spanId: string; traceFlags: number; isRemote: boolean }): Context =>
  trace.setSpanContext(ROOT_CONTEXT, parent);

const about = ({ id, name, destination, correlationId, ticketId }: Said) => ({
  'messaging.system': 'bullmq',
  'messaging.destination.name': destination,
  'messaging.message.id': id,
  'messaging.message.conversation_id': correlationId,
  'tierline.message': name,
  ...(ticketId !== undefined && { 'tierline.ticket_id': ticketId }),
});

function samplerOf(sampler: TracingConfig['sampler'], ratio: number): Sampler {
  if (sampler === 'always_on') return new AlwaysOnSampler();
  return sampler === 'always_off' ? new AlwaysOffSampler() : new TraceIdRatioBasedSampler(ratio);
}

/** A collector that is away is no reason to fill the log. */
function complainRarely(warn: (line: string) => void): void {
  let last = 0;
  const complain = (line: string): void => {
    if (Date.now() - last < COMPLAIN_EVERY_MS) return;
    last = Date.now();
    warn(`Traces: ${line.slice(0, 300)}`);
  };
  const silent = (): void => {};
  diag.setLogger({ error: complain, warn: complain, info: silent, debug: silent, verbose: silent }, DiagLogLevel.WARN);
}
