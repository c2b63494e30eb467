import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

interface Described<Label extends string> {
  /** Without `tierline_`. */
  readonly name: string;
  readonly help: string;
  readonly labels?: readonly Label[];
}

/** All metrics of this process. */
export const registry = new Registry();

const described = <Label extends string>({ name, help, labels = [] }: Described<Label>) => ({
  name: `tierline_${name}`,
  help,
  labelNames: [...labels],
  registers: [registry],
});

/** Something that is counted; its name ends in `_total`. */
export const counter = <Label extends string = never>(what: Described<Label>): Counter<Label> =>
  new Counter<Label>(described(what));

/** Something that is read when somebody asks. */
export const gauge = <Label extends string = never>(what: Described<Label>): Gauge<Label> =>
  new Gauge<Label>(described(what));

/** How long something takes, in seconds. */
export const histogram = <Label extends string = never>(
  what: Described<Label> & { readonly buckets: readonly number[] },
): Histogram<Label> => new Histogram<Label>({ ...described(what), buckets: [...what.buckets] });

/** Event loop, memory, CPU, garbage: measured from here on. A second call changes nothing. */
export function measureProcess(): void {
  if (registry.getSingleMetric('process_cpu_seconds_total') === undefined)
    collectDefaultMetrics({ register: registry });
}

/** The metrics there are, by name: what alert rules may speak of. */
export const metricNames = (): string[] => registry.getMetricsAsArray().map(({ name }) => name);
