import { DomainError } from '#domain';

export interface Span {
  readonly from: Date;
  readonly to: Date;
}

/** Who writes absences, and what becomes of them then. Throws what cannot be. */
export interface AbsenceWriter {
  /** Whose they may be; null: anybody's. */
  readonly onlyOf: string | null;
  /** What is entered (`was` is null) or changed. */
  readonly written: (was: Span | null, asked: Span, now: Date) => Span;
  /** What is left of one that is taken back; null: nothing. */
  readonly takenBack: (was: Span, now: Date) => Span | null;
}

/** Leads write down afterwards who was not there, and strike out what is wrong. */
export const leads: AbsenceWriter = { onlyOf: null, written: (_, asked) => asked, takenBack: () => null };

/** What is past of one's own stays on record: it begins now at the earliest, and what has begun keeps its beginning. */
export const oneself = (agentId: string): AbsenceWriter => ({
  onlyOf: agentId,
  written: (was, asked, now) => {
    if (was) expectComing(was, now);
    if (asked.to <= now) throw wrongEnd('absence.over-already', 'Give an end in the future.');
    if (was && was.from < now) return { from: was.from, to: asked.to };
    return { from: asked.from < now ? now : asked.from, to: asked.to };
  },
  takenBack: (was, now) => {
    expectComing(was, now);
    return was.from < now ? { from: was.from, to: now } : null;
  },
});

/** What a body asks for. Throws when it ends before it begins. */
export function spanOf(body: { readonly from: string; readonly to: string }): Span {
  const [from, to] = [new Date(body.from), new Date(body.to)];
  if (to > from) return { from, to };
  throw wrongEnd('absence.ends-first', 'Give an end that is after the beginning.');
}

export const unknownAbsence = (): DomainError =>
  new DomainError('not-found', 'absence.not-found', 'There is no such absence.');

function expectComing({ to }: Span, now: Date): void {
  if (to <= now) throw unknownAbsence();
}

const wrongEnd = (code: `absence.${string}`, detail: string): DomainError =>
  new DomainError('invalid', 'request.invalid', detail, { errors: [{ pointer: '/to', detail, code }] });
