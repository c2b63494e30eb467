import type { BounceReason } from './delivery-report.js';

/**
 * What enhanced status codes mean by themselves: RFC 3463 and IANA's registry, then what large providers document.
 * Without the class digit: x.2.2 is a full mailbox whether it lasts or not.
 */
const EXACT: Readonly<Record<string, BounceReason>> = {
  // addresses
  '1.0': 'userunknown',
  '1.1': 'userunknown',
  '1.2': 'hostunknown',
  '1.3': 'userunknown',
  '1.4': 'filtered',
  '1.6': 'hasmoved',
  '1.7': 'rejected',
  '1.8': 'rejected',
  '1.9': 'systemerror',
  '1.10': 'notaccept',
  // mailboxes
  '2.0': 'filtered',
  '2.1': 'filtered',
  '2.2': 'mailboxfull',
  '2.3': 'exceedlimit',
  '2.4': 'filtered',
  // the other mail system
  '3.0': 'systemerror',
  '3.1': 'systemfull',
  '3.2': 'notaccept',
  '3.3': 'systemerror',
  '3.4': 'mesgtoobig',
  '3.5': 'systemerror',
  // network
  '4.0': 'networkerror',
  '4.1': 'expired',
  '4.2': 'expired',
  '4.3': 'systemerror',
  '4.4': 'hostunknown',
  '4.5': 'expired',
  '4.6': 'networkerror',
  '4.7': 'expired',
  '4.9': 'networkerror',
  '4.14': 'networkerror',
  '4.310': 'hostunknown',
  '4.312': 'networkerror',
  '4.316': 'expired',
  // the dialogue
  '5.0': 'syntaxerror',
  '5.1': 'syntaxerror',
  '5.2': 'syntaxerror',
  '5.3': 'exceedlimit',
  '5.4': 'syntaxerror',
  '5.5': 'syntaxerror',
  '5.6': 'syntaxerror',
  // content
  '6.0': 'contenterror',
  '6.1': 'contenterror',
  '6.2': 'contenterror',
  '6.3': 'contenterror',
  '6.5': 'contenterror',
  '6.6': 'contenterror',
  '6.7': 'contenterror',
  '6.9': 'contenterror',
  // security and policy
  '7.0': 'securityerror',
  '7.1': 'securityerror',
  '7.2': 'securityerror',
  '7.3': 'securityerror',
  '7.4': 'securityerror',
  '7.5': 'securityerror',
  '7.6': 'securityerror',
  '7.7': 'securityerror',
  '7.8': 'securityerror',
  '7.9': 'securityerror',
  '7.10': 'securityerror',
  '7.11': 'securityerror',
  '7.13': 'suspend',
  '7.14': 'securityerror',
  '7.17': 'hasmoved',
  '7.18': 'hasmoved',
  '7.20': 'authfailure',
  '7.21': 'authfailure',
  '7.22': 'authfailure',
  '7.23': 'authfailure',
  '7.24': 'authfailure',
  '7.25': 'requireptr',
  '7.26': 'authfailure',
  '7.27': 'notaccept',
  '7.28': 'speeding',
  '7.29': 'authfailure',
  '7.30': 'failedstarttls',
  '7.40': 'policyviolation',
  // Exchange Online
  '1.20': 'contenterror',
  '1.90': 'speeding',
  '1.351': 'userunknown',
  '2.14': 'systemerror',
  '2.121': 'speeding',
  '2.122': 'speeding',
  '7.12': 'rejected',
  '7.57': 'securityerror',
  '7.64': 'norelaying',
  '7.124': 'rejected',
  '7.133': 'rejected',
  '7.134': 'rejected',
  '7.136': 'rejected',
  '7.193': 'rejected',
  '7.232': 'exceedlimit',
  '7.233': 'exceedlimit',
  '7.501': 'spamdetected',
  '7.502': 'blocked',
  '7.503': 'blocked',
  '7.504': 'rejected',
  '7.505': 'rejected',
  '7.506': 'blocked',
  '7.507': 'blocked',
  '7.508': 'toomanyconn',
  '7.509': 'authfailure',
  '7.510': 'rejected',
  '7.511': 'blocked',
  '7.512': 'notcompliantrfc',
  '7.513': 'rejected',
  '7.515': 'authfailure',
  '7.703': 'rejected',
  '7.705': 'speeding',
  '7.708': 'blocked',
  '7.750': 'securityerror',
};

/** Codes that name something a person can act on; the others only a kind of trouble, so words of the server go before them. */
const VAGUE = new Set([
  '1.0',
  '1.10',
  '2.0',
  '2.1',
  '3.0',
  '4.0',
  '4.1',
  '4.2',
  '4.7',
  '5.0',
  '6.0',
  '7.0',
  '7.1',
  '7.2',
  '7.9',
  '7.13',
]);

/** The reason a code gives by itself; null when it gives none. */
export function reasonOfStatus(status: string): BounceReason | null {
  const detail = status.slice(2);
  // A mailbox that takes no mail just now is not a filter; trouble of a network that lasted until the queue gave up is time.
  if (status === '4.2.1' || status === '4.2.0') return null;
  if (status === '4.4.0') return 'expired';
  if (status === '4.3.2') return 'systemerror';
  const known = EXACT[detail];
  if (known) return known;
  const [subject, number] = detail.split('.').map(Number);
  if (subject === 7 && number !== undefined && number >= 606 && number <= 649) return 'blocked';
  return null;
}

export const isVague = (status: string): boolean => VAGUE.has(status.slice(2));
