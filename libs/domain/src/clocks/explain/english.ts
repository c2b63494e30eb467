import type { ClockKind } from '../policy.js';
import type { Phrases, Promised } from './phrases.js';

const promises: Readonly<Record<ClockKind, (promised: Promised) => string>> = {
  first_response: ({ priority, target }) => `A ${priority} ticket is to get its first answer within ${target}`,
  next_response: ({ priority, target }) => `A question on a ${priority} ticket is to be answered within ${target}`,
  periodic_update: ({ priority, target }) =>
    `The customer of a ${priority} ticket is to hear something every ${target}`,
  resolution: ({ priority, target }) => `A ${priority} ticket is to be resolved within ${target}`,
  tier: ({ tier, priority, target }) => `${tier} has ${target} for a ${priority} ticket`,
  vendor_ack: ({ vendor, priority, target }) =>
    `${vendor ?? 'The vendor'} is to take up a case of a ${priority} ticket within ${target}`,
  vendor_resolution: ({ vendor, priority, target }) =>
    `${vendor ?? 'The vendor'} is to solve a case of a ${priority} ticket within ${target}`,
};

function since({ kind, cycle, tier, isFromStart }: Promised): string {
  if (!isFromStart) return 'since';
  switch (kind) {
    case 'next_response':
      return 'since it was asked on';
    case 'periodic_update':
      return cycle === 1 ? 'since it was opened on' : 'since the last word on';
    case 'tier':
      return `since ${tier} first received it on`;
    case 'vendor_ack':
    case 'vendor_resolution':
      return 'since it was told on';
    case 'first_response':
    case 'resolution':
      return 'since it was opened on';
  }
}

const times = (count: number): string => (count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`);

export const english: Phrases = {
  language: 'en',
  date: (year, month, day) => `${day} ${month} ${year}`,
  dateAndTime: (date, time) => `${date}, ${time}`,
  range: (from, until) => `from ${from} to ${until}`,
  always: (zone) => `round the clock (${zone})`,
  opening: (hours, zone, hasHolidays) =>
    `in opening hours (${hours}${hasHolidays ? ', not on holidays' : ''}; ${zone})`,
  reason: (reason, tier) => {
    switch (reason) {
      case 'awaiting_customer':
        return 'the customer was asked';
      case 'awaiting_vendor':
        return 'a vendor was asked';
      case 'awaiting_intervention':
        return 'work outside the conversation was waited for';
      case 'resolved':
        return 'the ticket was resolved';
      case 'closed':
        return 'the ticket was closed';
      case 'with-another-tier':
        return `the ticket was not with ${tier}`;
      case 'vendor-waits-for-us':
        return 'the vendor asked us something';
      case 'other':
        return 'nobody could work on the ticket';
    }
  },
  priority: (priority) => `priority ${priority}`,
  entitlements: {
    premium: 'premium support',
    service: 'paid service',
    warranty: 'warranty',
    'self-service': 'self-service',
  },
  organisation: 'this organisation',
  channel: (channel) => `tickets by ${channel === 'api' ? 'API' : channel}`,
  team: 'this team',
  vendor: 'this vendor',

  promise: (promised) =>
    `${promises[promised.kind](promised)}, counted ${promised.hours} ${since(promised)} ${promised.since}.`,
  rule: (conditions) =>
    conditions.length === 0 ? 'The rule is for every ticket.' : `The rule: ${conditions.join(', ')}.`,
  changed: (at, target, hours) =>
    `Another rule held until ${at}: ${target}, counted ${hours}; what was used by then stayed used.`,
  paused: ({ count, total, last }) => {
    const told = last.map(({ why, when }) => `${why} (${when})`).join('; ');
    return `It stood still ${times(count)}, for ${total} in all: ${count > last.length ? 'last, ' : ''}${told}.`;
  },

  due: (used, due) => `So far ${used} ${isOne(used) ? 'is' : 'are'} used, so it is due on ${due}.`,
  late: (due, by) => `It was due on ${due} and is ${by === null ? '' : `${by} `}late.`,
  waiting: (reason, used, left) =>
    `It stands still${because(reason)}: ${used} ${isOne(used) ? 'is' : 'are'} used and ${left} left, so it has no due time until it goes on.`,
  waitingLate: (reason, due) => `It was due on ${due} and is late, and stands still${because(reason)}.`,
  kept: (used) => `It ended in time, after ${used}.`,
  broken: (due, used, by) => `It was due on ${due} and ended after ${used}, ${by === null ? '' : `${by} `}late.`,
  cancelled: (used) => `It was cancelled after ${used}: nothing is owed any more.`,

  inTime: (who, by, due) =>
    `By its own promise ${who} has until ${by}: in time for the customer, to whom it is due on ${due}.`,
  tooLate: (who, by, due, late, isOverdue) =>
    `By its own promise ${who} has until ${by}: ${late} too late for the customer, to whom it ${isOverdue ? 'was' : 'is'} due on ${due}.`,
  nothingPromisedToCustomer: () =>
    'No solution by a certain time is promised to the customer, so nothing can come too late.',
  nothingPromisedBy: (who) => `${who} has made no promise for a ticket like this, so nothing speaks against it.`,
  usedUpBy: (who) =>
    `The promise of ${who} for this ticket is broken already, so it no longer says when it will be done.`,
  stopsMeanwhile: (who) =>
    `The promise to the customer stands still while ${who} has the ticket, so nothing can come too late.`,
};

const because = (reason: string | null): string => (reason === null ? '' : ` (${reason})`);
const isOne = (duration: string): boolean => /^1 \w+$/.test(duration);
