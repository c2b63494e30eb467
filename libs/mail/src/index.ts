export type { MailAddress, MailAuthentication, ParsedAttachment, ParsedMail } from './parsed-mail.js';
