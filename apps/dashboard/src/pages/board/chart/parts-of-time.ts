import { arrived, solved, type FlowAnswer } from '../flow/flow-data';

export interface PartOfTime {
  readonly at: string;
  readonly arrived: number;
  readonly solved: number;
}

/** Every part of the time, those in which nothing happened too. */
export function toParts({ since, until, partSeconds, steps }: FlowAnswer): readonly PartOfTime[] {
  const parts: PartOfTime[] = [];
  for (let at = Date.parse(since); at < Date.parse(until); at += partSeconds * 1_000) {
    const here = steps.filter((step) => Date.parse(step.at) === at);
    parts.push({ at: new Date(at).toISOString(), arrived: arrived(here), solved: solved(here) });
  }
  return parts;
}
