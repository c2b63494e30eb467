export type { MailAddress, MailAuthentication, ParsedAttachment, ParsedMail } from './parsed-mail.js';
export type { AttachmentFlag, CalendarNote, MailProtection, MailReading, ReadAttachment } from './mail-reading.js';
export { type MimeOptions, parseMime } from './parse/parse-mime.js';
export { type MailLimits, defaultMailLimits } from './parse/mail-limits.js';
export { type NewMessageId, newMessageId, ticketOfMessageId } from './identity/message-id.js';
export { plusAddress, ticketOfAddress, withoutPlus } from './identity/plus-address.js';
export { numberInSubject, subjectFor } from './identity/subject-number.js';
export { type AutomaticMail, asksForNoAnswer, recogniseAutomatic } from './automatic/recognise-automatic.js';
export { isNoReply } from './automatic/no-reply.js';
export type { BounceReason, DeliveryAction, DeliveryReport } from './bounce/delivery-report.js';
export { readDeliveryReports } from './bounce/read-delivery-reports.js';
export { type CutReply, cutReply } from './reply/cut-reply.js';
export { judgeAttachment, judgeFile } from './parse/judge-attachment.js';
export { type SafeHtml, sanitiseHtml } from './parse/sanitise-html.js';
export { safeName } from './parse/attachment-name.js';
export { htmlAsText } from './parse/html-as-text.js';
export { UnreadableMail } from './parse/unreadable-mail.js';
export { MailReader, type MailReaderOptions } from './parse/mail-reader.js';
export { readMail } from './parse/read-mail.js';
export { type MailSource, readSource } from './parse/read-source.js';
export { type CutHtmlReply, cutHtmlReply } from './reply/cut-html-reply.js';
export { parseFormat } from './formats/parse-format.js';
export { formParts, type FormPart } from './formats/form-parts.js';
export type { FormatOptions, MailEnvelope, MailFormat, ProvidedMail } from './formats/provided-mail.js';
export { admitBasic } from './authenticity/basic.js';
export { type Admission, type ChannelKeys, isStale, passwordHash, type Refusal } from './authenticity/channel-keys.js';
export { admitMailgun, type MailgunSignature, mailgunSignature } from './authenticity/mailgun-signature.js';
export { admitSendgrid, publicKey, type SendgridSignature } from './authenticity/sendgrid-signature.js';
export { isCertificateUrl, isSignedBySns, isSubscribeUrl, readSnsMessage } from './authenticity/sns-message.js';
export { type SnsMessage, stringToSign } from './authenticity/sns-message.js';
export type { DeliveryEvent, DeliveryEventType, RejectReason } from './tracking/delivery-event.js';
export {
  type EventRefusal,
  judgeDeliveryEvent,
  readDeliveryEvents,
  verifyDeliveryEvents,
} from './tracking/delivery-events.js';
export type { EventCredentials, EventRequest } from './tracking/tracking-provider.js';
export { isTrackingProvider, type TrackingProviderName, trackingProviders } from './tracking/tracking-providers.js';
