import type { reasonWords } from './words';

export type ReasonKey = keyof (typeof reasonWords)['en'];

/** One piece of a reason: which text says it, and the names, days and numbers in it. */
export interface Piece {
  readonly key: ReasonKey;
  readonly values: Readonly<Record<string, string>>;
}

const CONTRACT = 'the (?<kind>premium|service) contract "(?<name>.+)"';
const DAY = '\\d{4}-\\d\\d-\\d\\d';

/* As triage writes them down: libs/domain/src/triage. What one of them says is kept with the ticket as it was said then. */
const wholes: readonly (readonly [ReasonKey, string])[] = [
  [
    'contractOf',
    `The (?<kind>premium|service) contract "(?<name>.+)" of (?<organisation>.+) covers (?<what>.+) until (?<until>${DAY})\\.`,
  ],
  ['contract', `The (?<kind>premium|service) contract "(?<name>.+)" covers (?<what>.+) until (?<until>${DAY})\\.`],
  ['warranty', `The warranty of asset (?<tag>.+?) \\((?<product>.+)\\) runs until (?<until>${DAY})\\.`],
  [
    'priority',
    'Impact (?<impact>low|medium|high) and urgency (?<urgency>low|medium|high) make it (?<priority>P\\d)\\.',
  ],
  ['unknownAsset', 'No asset of this customer has the tag "(?<tag>.+)"\\.'],
  ['unknownProduct', 'No product of ours is called "(?<product>.+)"\\.'],
  ['noRule', 'No rule applies: (?<tier>L\\d+) takes it\\.'],
  ['rule', 'Rule "(?<rule>.+)" sends it to (?<tier>L\\d+)(?: (?<sector>[a-z0-9-]+))?\\.'],
  ['asked', 'Routed to (?<tier>L\\d+)(?: (?<sector>[a-z0-9-]+))? as asked for when it was created\\.'],
];
const SELF_SERVICE = /^Self-service: (.+)\.$/s;
const whyNot: readonly (readonly [ReasonKey, string])[] = [
  ['nobodys', 'the requester belongs to no organisation we know'],
  ['noContract', '(?<organisation>.+) has no contract'],
  ['ended', `${CONTRACT} ended on (?<on>${DAY})`],
  ['starts', `${CONTRACT} starts on (?<on>${DAY})`],
  ['noProduct', `${CONTRACT} covers one product only, and none that we know was named`],
  ['otherProduct', `${CONTRACT} does not cover (?<product>.+)`],
  ['older', '(?<count>\\d+) older contracts do not apply either'],
  ['noAsset', 'no asset that we know was named'],
  ['warrantyEnded', `the warranty of asset (?<tag>.+) ended on (?<on>${DAY})`],
  ['noWarranty', 'asset (?<tag>.+) has no warranty'],
];

const compiled = (patterns: typeof wholes) =>
  patterns.map(([key, pattern]) => [key, new RegExp(`^${pattern}$`, 's')] as const);
const wholePatterns = compiled(wholes);
const whyNotPatterns = compiled(whyNot);

function pieceOf(text: string, patterns: typeof wholePatterns): Piece | null {
  for (const [key, pattern] of patterns) {
    const match = pattern.exec(text);
    if (match) return { key, values: { ...match.groups } };
  }
  return null;
}

/** What a sentence of triage says, in pieces; null when it is none that we know: then it is said as it is. */
export function piecesOfReason(sentence: string): readonly Piece[] | null {
  const whole = pieceOf(sentence, wholePatterns);
  if (whole) return [whole];
  const reasons = SELF_SERVICE.exec(sentence)?.[1];
  if (reasons === undefined) return null;
  const pieces = reasons.split('; ').map((reason) => pieceOf(reason, whyNotPatterns));
  return pieces.every((piece) => piece !== null) ? pieces : null;
}
