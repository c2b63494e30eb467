import type { FieldProblem } from '../errors.js';
import type { Language } from '../clocks/explain/language.js';
import type { Entitlement } from '../ticket/ticket.js';
import { draftWords, type PromiseKind } from './draft-words.js';
import { missingFrom, type ReturnReason, type WorkOrder, type WorkOrderDraft } from './work-order.js';

/** What is on record of a ticket when somebody wants to hand it over. Lists are oldest first. */
export interface KnownOfTicket {
  readonly subject: string;
  /** What the customer wrote first. */
  readonly description: string;
  readonly symptom: string | null;
  readonly underlyingProblem: string | null;
  readonly goal: string | null;
  readonly product: string | null;
  readonly assetTag: string | null;
  readonly location: string | null;
  readonly entitlement: Entitlement | null;
  readonly entitlementReason: string | null;
  readonly language: string | null;
  readonly requester: { readonly name: string | null; readonly email: string };
  readonly organisation: string | null;
  readonly promises: readonly PromiseMade[];
  readonly steps: readonly StepTaken[];
  readonly workOrders: readonly EarlierOrder[];
  readonly consultations: readonly { readonly tier: number; readonly question: string; readonly answer: string }[];
  readonly hypotheses: readonly LikelyCause[];
  readonly notes: readonly Noted[];
}

export interface PromiseMade {
  readonly kind: PromiseKind;
  readonly dueAt: Date | null;
  readonly broken: boolean;
}
export interface StepTaken {
  readonly runbook: string;
  readonly step: string;
  readonly result: string;
  readonly note: string | null;
}
export interface EarlierOrder extends Pick<WorkOrder, 'tried'> {
  readonly toTier: number;
  readonly hypothesis: string | null;
  readonly checkFirst: string | null;
  readonly returnReason: ReturnReason | null;
  readonly returnNote: string | null;
  readonly betterSector: string | null;
}
export interface LikelyCause {
  readonly cause: string;
  readonly state: 'open' | 'confirmed' | 'ruled-out';
  readonly evidence: readonly { readonly for: boolean; readonly text: string }[];
}
/** What an agent wrote without saying what came of it: an internal note, or the note of an entry of the work log. */
export interface Noted {
  readonly source: 'note' | 'work-log';
  readonly agent: string;
  readonly at: Date;
  readonly text: string;
}

export interface DraftedWorkOrder {
  /** Can be sent as it is: every field that is there says only what is on record. */
  readonly workOrder: WorkOrderDraft;
  /** What it still lacks, and what to write there. */
  readonly missing: readonly FieldProblem[];
  /** Noted without a result: it becomes something that was tried when somebody says what came of it. */
  readonly unfinished: readonly Noted[];
}

/** A work order filled in from what was done. Nothing is guessed: what nobody wrote down stays missing. */
export function draftWorkOrder(known: KnownOfTicket, language: Language): DraftedWorkOrder {
  const tried = triedSoFar(known, language);
  const workOrder = {
    situation: situationOf(known, language),
    ...(tried.length > 0 && { tried }),
    ...optional('hypothesis', hypothesisOf(known, language)),
    customerContext: contextOf(known, language),
    ...optional('checkFirst', checkFirstOf(known, language)),
  };
  const told = new Set(tried.map(({ action }) => action));
  return { workOrder, missing: missingFrom(workOrder), unfinished: known.notes.filter(({ text }) => !told.has(text)) };
}

function situationOf(known: KnownOfTicket, language: Language): string {
  const say = draftWords[language];
  const equipment = [known.product, known.assetTag].filter(Boolean).join(', ');
  const back = known.workOrders.findLast(({ returnReason }) => returnReason !== null);
  return lines([
    [say.symptom, known.symptom],
    [say.cause, known.underlyingProblem],
    [say.goal, known.goal],
    [say.reported, known.symptom === null ? `${known.subject}\n${cut(known.description, 2_000)}` : known.subject],
    [say.equipment, equipment],
    [say.location, known.location],
    ...(back?.returnReason
      ? ([
          [
            say.returned(back.toTier, back.returnReason),
            [back.returnNote, back.betterSector && say.betterSector(back.betterSector)].filter(Boolean).join('; '),
          ],
        ] as const)
      : []),
  ]);
}

/** Only what has a result: steps of runbooks, what earlier work orders say, and advice that was given. */
function triedSoFar(
  { steps, workOrders, consultations }: KnownOfTicket,
  language: Language,
): { action: string; result: string }[] {
  const all = [
    ...workOrders.flatMap(({ tried }) => tried.filter(({ action, result }) => action.trim() && result.trim())),
    ...steps.map(({ runbook, step, result, note }) => ({
      action: `${runbook}: ${step}`,
      result: note === null ? result : `${result} (${note})`,
    })),
    ...consultations.map(({ tier, question, answer }) => ({
      action: `${draftWords[language].asked(tier)}: ${question}`,
      result: answer,
    })),
  ].map(({ action, result }) => ({ action: cut(action, MOST_TRIED), result: cut(result, MOST_TRIED) }));
  const once = new Map(all.map((each) => [JSON.stringify([each.action, each.result]), each]));
  return [...once.values()].slice(-MOST_ENTRIES);
}

/** The confirmed causes, or else the open ones; or what the last work order supposed. */
function hypothesisOf({ hypotheses, workOrders }: KnownOfTicket, language: Language): string | null {
  const say = draftWords[language];
  const confirmed = hypotheses.filter(({ state }) => state === 'confirmed');
  const standing = confirmed.length > 0 ? confirmed : hypotheses.filter(({ state }) => state === 'open');
  if (standing.length === 0) return workOrders.findLast(({ hypothesis }) => hypothesis?.trim())?.hypothesis ?? null;
  const told = standing.map(({ cause, state, evidence }) => {
    const why = evidence.map((each) => `  ${each.for ? say.speaksFor : say.speaksAgainst}: ${each.text}`);
    return [`${state === 'confirmed' ? say.confirmed : say.open}: ${cause}`, ...why].join('\n');
  });
  return cut(told.join('\n'), MOST_TEXT);
}

function contextOf(known: KnownOfTicket, language: Language): string {
  const say = draftWords[language];
  const { name, email } = known.requester;
  const promises = known.promises.map(({ kind, dueAt, broken }) => {
    if (dueAt === null) return say.paused(kind);
    return broken ? say.broken(kind, instant(dueAt)) : say.promised(kind, instant(dueAt));
  });
  return lines([
    [say.customer, name === null ? email : `${name} <${email}>`],
    [say.organisation, known.organisation],
    [say.entitlement, known.entitlement && say.entitled(known.entitlement, known.entitlementReason)],
    [say.language, known.language],
    [say.goal, known.goal],
    [say.promises, promises.join('; ')],
  ]);
}

/** What is still to be verified: an open cause, or what an earlier work order wanted checked and no tier above has looked at. */
function checkFirstOf({ hypotheses, workOrders }: KnownOfTicket, language: Language): string | null {
  const open = hypotheses.find(({ state }) => state === 'open');
  if (open && !hypotheses.some(({ state }) => state === 'confirmed'))
    return cut(`${draftWords[language].verify}: ${open.cause}`, MOST_TEXT);
  const last = workOrders.at(-1);
  return last?.returnReason && last.checkFirst?.trim() ? last.checkFirst : null;
}

const MOST_TEXT = 20_000;
const MOST_TRIED = 5_000;
const MOST_ENTRIES = 100;

const cut = (text: string, most: number): string =>
  text.length <= most
    ? text
    : `${text
        .slice(0, most - 1)
        .toWellFormed()
        .replace(/\uFFFD$/, '')}…`;
const instant = (at: Date): string => `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
const lines = (said: readonly (readonly [label: string, text: string | null])[]): string =>
  cut(
    said
      .filter(([, text]) => text?.trim())
      .map(([label, text]) => `${label}: ${text}`)
      .join('\n'),
    MOST_TEXT,
  );
const optional = <Name extends string>(name: Name, text: string | null): { readonly [K in Name]?: string } =>
  (text === null ? {} : { [name]: text }) as { readonly [K in Name]?: string };
