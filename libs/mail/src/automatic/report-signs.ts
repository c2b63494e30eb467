import { plain } from '../bounce/says.js';
import type { ParsedMail } from '../parsed-mail.js';
import { isNoReply } from './no-reply.js';

/** Senders that are machines of a mail system. */
const DAEMON =
  /^(mailer[-_.]?daemon|mail[-_.]?daemon|mdaemon|mmdf|maildelivery|mail[-_.]?deliver(y|ysystem)?|bounces?)$/;
const DAEMON_NAME = /^"?(mail(er)?[- ]?daemon|(internet )?mail deliver|mail delivery)/i;
const POSTMASTER = /^p?oo?st[-_.]?master$/;
/** Senders that are machines, or people who look after them: to be believed only with more signs. */
const MACHINE =
  /^("?system administrator"?|administrator|system|root|amavis.*|.*-(admin|daemon)|imss|interscan.*|.*antivirus.*|.*smtp.*(service|gateway).*|inetgw.*|mail[-_.]?(gateway|server|service|system))$/;

/** Subjects of delivery reports, in many languages. */
const SUBJECT =
  /undeliver|returned (mail|e-?mail|message)|returned to sender|failure notice|delivery (status )?notif|delivery[- ]?(has )?(failed|failure|failing|error|problem|report|status|delay|notice)|mail delivery|mail status|message status|non[- ]?delivery|could not be delivered|not delivered|cannot be delivered|couldn't be delivered|could not send message|warning: (could not|message)|mail (system )?(error|failure)|message delivery has|delayed mail|mail could not|unable to deliver|message you sent (blocked|was)|permanent delivery failure|rejected (mail|message|your)|mail rejected|message rejected|loop alert|errors from|bounce|unzustellbar|nicht zugestellt|zustell(fehler|ung|bar)|konnte nicht|non remis|non distribu|échec|echec de|no se (pudo|puede) entregar|no entregad|devuelto|não (foi )?entregue|devolvid|mancat[ao] (recapito|consegna)|non recapitabile|onbestelbaar|niet (bezorgd|afgeleverd)|не доставлен|недоставлен|не доставлено|невозможно доставить|не вдалося доставити|niedostarcz|nie dostarcz|nedoručiteln|kunde inte levereras|ikke leveres|ei voitu|teslim edilemedi|kézbesíthetetlen|nelivrat|배달|전송 ?실패|반송|配信不能|送信できません|エラー|配送(失敗|エラー)|戻り|退信|投递失败|無法投遞/i;

/** Sentences delivery reports open with. */
const WORDS: readonly string[] = [
  'could not be delivered',
  'could not deliver',
  "couldn't be delivered",
  "wasn't able to deliver",
  "wasn't delivered",
  'was not delivered',
  'was not relayed',
  'not delivered to',
  'cannot be delivered',
  "can't be delivered",
  'can not be delivered',
  'unable to deliver',
  'undeliverable',
  'undelivered',
  'delivery failed',
  'delivery has failed',
  'delivery to the following',
  'failed to deliver',
  'failed permanently',
  'failed addresses follow',
  'returned to sender',
  'returned mail',
  'did not reach the following',
  'addresses had permanent fatal errors',
  'following addresses had',
  'transcript of session follows',
  'delivery error',
  'delivery errors',
  'error delivering your mail',
  'error transferring to',
  'an error occurred while trying to deliver',
  'an error has occurred while attempting to deliver',
  'was automatically rejected',
  'rejected by a remote mail server',
  'message is delayed',
  'has been delayed',
  'still undelivered',
  'recipient addresses that were incorrectly constructed',
  'recipient addresses that were',
  'final-recipient:',
  'failure reasons',
  'error message below',
  'invalid user address',
  'no such user here',
  'duplicated message-id',
  'mail loop',
  'error reason',
  'message blocked',
  'groups.google.com/support',
  'bouncedrecipients',
  'smtpresponse',
  'unzustellbar',
  'nicht zugestellt werden',
  'не может быть доставлено',
  'не было доставлено',
  '送信できません',
  '配信できません',
  '届けることが',
];

/** What in a mail looks like a delivery report without a standard part: the reason in words, or null. */
export function looksLikeReport(mail: ParsedMail): string | null {
  if (mail.headers.has('x-failed-recipients')) return 'It names failed recipients in X-Failed-Recipients.';
  const isSystem = isDaemon(mail) || POSTMASTER.test(localPart(mail)) || mail.returnPath === '' || isNobody(mail);
  const isMachine = MACHINE.test(localPart(mail)) || isNoReply(mail.from?.address ?? '');
  if (/^mail(er)?[-_.]?daemon$/.test(localPart(mail))) return 'The daemon of a mail system sent it.';
  // A person's words are not even looked at.
  if (!isSystem && !isMachine) return null;
  const subject = SUBJECT.test(mail.subject.slice(0, 300));
  const opening = plain((mail.text ?? mail.html ?? '').slice(0, 6000));
  const words = WORDS.some((sentence) => opening.includes(sentence));
  if (isSystem && (subject || words)) return 'A mail system sent it, and it tells of a mail that did not arrive.';
  const attached = mail.attachments.some(({ contentType }) => contentType === 'message/rfc822');
  const more = subject || attached || /bouncedrecipients|smtpresponse/.test(opening);
  return words && more ? 'A machine sent it, and it tells of a mail that did not arrive.' : null;
}

/** A sender without an address, as only machines write it. */
const isNobody = (mail: ParsedMail): boolean => mail.headers.has('from') && !localPart(mail);

/** Whether the sender is the daemon of a mail system. */
export function isDaemon(mail: ParsedMail): boolean {
  const from = mail.headers.get('from')?.[0] ?? '';
  const local = localPart(mail) || from.trim().toLowerCase();
  return DAEMON.test(local) || /mailer[-_ ]daemon/i.test(from.slice(0, 500)) || DAEMON_NAME.test(mail.from?.name ?? '');
}

const localPart = (mail: ParsedMail): string => (mail.from?.address ?? '').split('@')[0]!.toLowerCase();
