export type { MailAddress, MailAuthentication, ParsedAttachment, ParsedMail } from './parsed-mail.js';
export type { AttachmentFlag, CalendarNote, MailProtection, MailReading, ReadAttachment } from './mail-reading.js';
export { type MimeOptions, parseMime } from './parse/parse-mime.js';
export { type MailLimits, defaultMailLimits } from './parse/mail-limits.js';
export { type NewMessageId, newMessageId, ticketOfMessageId } from './identity/message-id.js';
export { plusAddress, ticketOfAddress, withoutPlus } from './identity/plus-address.js';
export { numberInSubject, subjectFor } from './identity/subject-number.js';
