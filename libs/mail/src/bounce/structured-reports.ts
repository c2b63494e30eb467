import type { DeliveryAction } from './delivery-report.js';
import { addressIn, afterType, field, fieldGroups, type FieldGroup } from './report-fields.js';

/** What RFC 3464's fields say about one recipient. */
export interface RecipientFields {
  readonly recipient: string | null;
  /** The address the sender wrote, where the report gives it. */
  readonly original: string | null;
  readonly action: DeliveryAction;
  readonly status: string;
  readonly diagnostic: string;
}

const ACTIONS: ReadonlySet<string> = new Set(['failed', 'delayed', 'delivered', 'relayed', 'expanded']);
const ABOUT_A_RECIPIENT = ['final-recipient', 'original-recipient', 'action', 'status', 'diagnostic-code'];

/** The recipients of delivery-status fields (RFC 3464), at most `most`; tolerates missing fields and blank lines. */
export function recipientFields(text: string, most: number): readonly RecipientFields[] {
  const groups = fieldGroups(text, most + 2).filter((group) => {
    const known = ABOUT_A_RECIPIENT.filter((name) => group.has(name));
    return group.has('final-recipient') || known.length >= 2;
  });
  return groups.slice(0, most).map(readGroup);
}

function readGroup(group: FieldGroup): RecipientFields {
  const statusField = field(group, 'status');
  const status = /([245])\.(\d{1,3})\.(\d{1,3})/.exec(statusField);
  const action = field(group, 'action').toLowerCase().split(/[\s(]/)[0] ?? '';
  const comment = /\(([^)]{3,300})\)/.exec(statusField)?.[1] ?? '';
  const category = field(group, 'x-powermta-bouncecategory');
  const said = (group.get('diagnostic-code') ?? []).map(withoutDiagnosticType).join(' ');
  return {
    recipient:
      addressIn(afterType(field(group, 'final-recipient'))) ??
      addressIn(afterType(field(group, 'original-recipient'))) ??
      addressIn(afterType(field(group, 'x-actual-recipient'))),
    original: addressIn(afterType(field(group, 'original-recipient'))),
    action: ACTIONS.has(action) ? (action as DeliveryAction) : 'failed',
    status: status ? `${status[1]}.${Number(status[2])}.${Number(status[3])}` : '',
    // The comment only glosses the code: it counts when no server is quoted.
    diagnostic: [said || comment, category].filter((words) => words !== '').join(' '),
  };
}

/** `smtp; 550 ...` without its type; that a program said it is kept. */
function withoutDiagnosticType(value: string): string {
  return /^x-unix\b/i.test(value) ? value : afterType(value);
}
