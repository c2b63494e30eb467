export type { MailAddress, MailAuthentication, ParsedAttachment, ParsedMail } from './parsed-mail.js';
export type { AttachmentFlag, CalendarNote, MailProtection, MailReading, ReadAttachment } from './mail-reading.js';
