/** Local parts nobody reads, as words: `-`, `_` and `.` between them do not count. */
const UNREAD: ReadonlySet<string> = new Set([
  'noreply',
  'noreplies',
  'noreplay',
  'donotreply',
  'dontreply',
  'donotrespond',
  'noresponse',
  'noresponder',
  'naoresponda',
  'naoresponder',
  'nepasrepondre',
  'nichtantworten',
  'keineantwort',
  'nonrispondere',
  'nietantwoorden',
  'nieodpowiadaj',
  'neodpovidat',
  'svarainte',
  'svarikke',
  'alaevastaa',
  'unattended',
  'unmonitored',
  'mailerdaemon',
  'bounce',
  'bounces',
  'notification',
  'notifications',
]);
const WORDS = [...UNREAD].filter((word) => word.length > 8 || word === 'noreply');

/** Whether nobody reads mail to this address: `no-reply@`, `noreply+x@`, `billing-noreply@`, `x@noreply.example.com`. */
export function isNoReply(address: string): boolean {
  const at = address.lastIndexOf('@');
  const local = address.slice(0, at < 0 ? undefined : at).toLowerCase();
  const domain = at < 0 ? '' : address.slice(at + 1).toLowerCase();
  const name = (local.split('+')[0] ?? '').replaceAll(/[-_.]/g, '');
  if (UNREAD.has(name)) return true;
  const labels = domain.split('.');
  if (labels.includes('noreply') || labels.includes('no-reply')) return true;
  return WORDS.some((word) => word.startsWith('no') && (startsAsWord(local, word) || name.endsWith(word)));
}

/** `no-reply-billing`, but not `noreplyhouse`. */
function startsAsWord(local: string, word: string): boolean {
  const parts = local.split(/[-_.+]/);
  let joined = '';
  return parts.some((part) => {
    joined += part;
    return joined === word;
  });
}
