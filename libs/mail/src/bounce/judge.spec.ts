import { describe, expect, it } from '@jest/globals';
import type { BounceReason } from './delivery-report.js';
import { judge } from './judge.js';

const words: readonly (readonly [BounceReason, string])[] = [
  // as large providers and common servers put it
  ['userunknown', '550-5.1.1 The email account that you tried to reach does not exist. Please try double-checking'],
  [
    'userunknown',
    '550 5.1.1 <jane@customer.example>: Recipient address rejected: User unknown in virtual mailbox table',
  ],
  ['userunknown', "554 delivery error: dd This user doesn't have a yahoo.com account (jane@customer.example) [0]"],
  [
    'userunknown',
    '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient jane@customer.example not found by SMTP address lookup',
  ],
  ['userunknown', '550 5.5.0 Requested action not taken: mailbox unavailable'],
  ['userunknown', '550 #5.1.0 Address rejected jane@customer.example'],
  ['userunknown', '550 5.4.1 Recipient address rejected: Access denied. AS(201806281)'],
  ['userunknown', '553 5.3.0 <jane@customer.example>... No such user here'],
  ['userunknown', '511 sorry, no mailbox here by that name (#5.1.1 - chkuser)'],
  ['userunknown', '550 No Such User Here"'],
  ['userunknown', "Sorry, I couldn't find a mailbox by that name: jane. No such account. (#5.1.1)"],
  ['userunknown', '550 5.1.1 Адрес не существует. User not found'],
  ['userunknown', '550 Unbekannter Empfänger / unknown recipient'],
  ['hostunknown', '550 5.1.2 <jane@nowhere.example>... Host unknown (Name server: nowhere.example: host not found)'],
  [
    'hostunknown',
    'Host or domain name not found. Name service error for name=nowhere.example type=AAAA: Host not found',
  ],
  [
    'hostunknown',
    "DNS Error: 1234 DNS type 'mx' lookup of nowhere.example responded with code NXDOMAIN Domain name not found",
  ],
  ['hostunknown', '550 5.4.310 DNS domain nowhere.example does not exist [Message=InfoDomainNonexistent]'],
  ['hostunknown', 'all relevant MX records point to non-existent hosts'],
  ['hasmoved', '551 5.1.6 User has moved to jane@new.example; please try there'],
  ['notaccept', '556 5.1.10 Domain customer.example does not accept mail (nullMX)'],
  ['notaccept', "Sorry, I couldn't find a mail exchanger or IP address. (#5.4.4)"],
  ['mailboxfull', '452-4.2.2 The email account that you tried to reach is over quota. Please direct the recipient to'],
  ['mailboxfull', '552 5.2.2 This message is larger than the current system limit or the recipient mailbox is full.'],
  ['mailboxfull', '554 5.2.2 mailbox full; STOREDRV.Deliver.Exception:QuotaExceededException'],
  ['mailboxfull', '550 5.7.1 <jane@customer.example> user quota exceeded'],
  ['mailboxfull', '552 RCPT TO:<jane@customer.example> Mailbox disk quota exceeded'],
  ['mailboxfull', 'Requested mail action aborted: the mailbox for user is full'],
  ['mesgtoobig', "552-5.3.4 Your message exceeded Google's message size limits."],
  ['mesgtoobig', '552 5.3.4 Message size exceeds fixed limit'],
  ['mesgtoobig', 'message size 31457280 exceeds size limit 20480000 of server mx.customer.example'],
  ['suspend', '550 5.2.1 The email account that you tried to reach is disabled.'],
  [
    'suspend',
    '554 30 Sorry, your message to jane@customer.example cannot be delivered. This mailbox is disabled (554.30).',
  ],
  ['suspend', '550 Account blocked due to inactivity'],
  ['authfailure', "550-5.7.26 Unauthenticated email from desk.example is not accepted due to domain's DMARC policy."],
  ['authfailure', '550 5.7.1 SPF check failed for desk.example'],
  ['authfailure', '550 5.7.23 The message was rejected because of Sender Policy Framework violation'],
  ['authfailure', '550 5.7.20 No passing DKIM signature found'],
  ['norelaying', '554 5.7.1 <jane@customer.example>: Relay access denied'],
  ['norelaying', "553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)"],
  ['norelaying', '550 5.7.1 Unable to relay for jane@customer.example'],
  ['norelaying', '550 5.7.64 TenantAttribution; Relay Access Denied'],
  ['requireptr', '550 5.7.25 The IP address sending this message does not have a PTR record setup'],
  ['requireptr', '450 4.7.1 Client host rejected: cannot find your hostname, [192.0.2.1]'],
  ['requireptr', '554 5.7.1 Reverse DNS lookup failed'],
  ['blocked', '554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org'],
  [
    'blocked',
    "550 5.7.1 Unfortunately, messages from [192.0.2.1] weren't sent. Please contact your Internet service provider",
  ],
  ['blocked', '550 5.7.606 Access denied, banned sending IP [192.0.2.1]'],
  [
    'blocked',
    '450 4.2.0 <jane@customer.example>: Recipient address rejected: Greylisted, see http://postgrey.example/help',
  ],
  ['blocked', '421 4.7.1 - Connection refused - [192.0.2.1]'],
  ['blocked', '504 5.5.2 <desk>: Helo command rejected: need fully-qualified hostname'],
  ['spamdetected', '554 5.7.1 This message has been blocked because it contains spam. Message identified as SPAM'],
  ['spamdetected', '550 High probability of spam'],
  ['spamdetected', '550 5.7.1 Message rejected as spam by Content Filtering.'],
  ['spamdetected', '571 Message Refused: content rejected by spam filter'],
  ['virusdetected', '554 5.7.1 Virus found in mail: EICAR'],
  ['virusdetected', '550 This message contains a virus (Eicar-Test-Signature)'],
  ['policyviolation', '554 5.7.9 Message not accepted for policy reasons.'],
  ['policyviolation', '550 5.7.1 [CS01] Message rejected due to local policy.'],
  ['policyviolation', '552-5.7.0 This message was blocked because its content presents a potential security issue.'],
  [
    'badreputation',
    '550-5.7.1 [192.0.2.1] Our system has detected that this message is likely suspicious due to the very low reputation of the sending domain',
  ],
  ['speeding', '450-4.2.1 The user you are trying to contact is receiving mail too quickly.'],
  ['speeding', '421 4.7.0 Too many messages sent, please slow down'],
  ['toomanyconn', '421 4.7.0 [192.0.2.1] Too many concurrent SMTP connections'],
  ['rejected', '554 5.7.1 <help@desk.example>: Sender address rejected: not logged in'],
  ['rejected', '550 5.1.8 Sender address rejected: Domain not found'],
  ['rejected', '550 5.1.0 <help@desk.example> sender rejected. AUP#SNDR'],
  [
    'notcompliantrfc',
    '550-5.7.1 Our system has detected that this message is not RFC 5322 compliant: duplicate headers',
  ],
  ['contenterror', '554 5.6.7 Non-ASCII addresses not permitted for that sender/recipient'],
  ['securityerror', '530 5.7.0 Authentication required'],
  ['securityerror', '535 5.7.8 Authentication credentials invalid'],
  ['failedstarttls', '530 5.7.0 TLS required: must issue STARTTLS; TLS is required by policy of this host'],
  ['networkerror', '554 5.4.6 Too many hops'],
  ['networkerror', 'mail for customer.example loops back to myself'],
  ['networkerror', 'connect to mx.customer.example[192.0.2.1]:25: Network is unreachable'],
  ['networkerror', '554 5.4.14 Hop count exceeded - possible mail loop ATTR34'],
  ['expired', 'connect to mx.customer.example[192.0.2.1]:25: Connection timed out'],
  ['expired', '550 4.4.7 QUEUE.Expired; message expired'],
  ['expired', 'retry timeout exceeded'],
  ['expired', 'lost connection with mx.customer.example[192.0.2.1] while receiving the initial server greeting'],
  ['systemfull', '452 4.3.1 Insufficient system storage'],
  ['systemerror', '451 4.3.0 Temporary server error. Please try again later'],
  ['systemerror', '421 4.3.2 Service not available, closing transmission channel'],
  ['mailererror', 'x-unix; Command died with status 255: "/usr/bin/filter"'],
  ['syntaxerror', '500 5.5.1 Command unrecognized'],
  ['exceedlimit', '552 5.2.3 Message length exceeds administrative limit'],
];

describe('judge', () => {
  it.each(words)('finds %s in "%s"', (reason, diagnostic) => {
    const judged = judge({ diagnostic, around: '', status: '', action: 'failed', recipient: 'jane@customer.example' });
    expect(judged.reason).toBe(reason);
  });

  it('counts nothing that stands in an address or in the path of a link', () => {
    const diagnostic = '550 no <virus.found@spam-detected.example> https://help.example/mailbox-full see above';
    const judged = judge({ diagnostic, around: '', status: '', action: 'failed', recipient: 'jane@customer.example' });
    expect(judged).toEqual({ reason: 'onhold', status: '5.0.0', replyCode: '550' });
  });
});
