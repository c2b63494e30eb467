import { verify, X509Certificate } from 'node:crypto';

const types = ['Notification', 'SubscriptionConfirmation', 'UnsubscribeConfirmation'] as const;

/** What Amazon SNS posts, as far as its signature covers it. */
export interface SnsMessage {
  readonly type: (typeof types)[number];
  readonly messageId: string;
  readonly topic: string;
  readonly message: string;
  readonly subject: string | null;
  readonly timestamp: string;
  /** Only of confirmations. */
  readonly subscribeUrl: string | null;
  readonly token: string | null;
  readonly signatureVersion: '1' | '2';
  readonly signature: string;
  readonly certificateUrl: string;
}

/** Null for what is no message of SNS. */
export function readSnsMessage(body: Buffer): SnsMessage | null {
  const json = parsed(body);
  const text = (name: string): string | null => {
    const value = json[name];
    return typeof value === 'string' ? value : null;
  };
  const type = types.find((known) => known === json['Type']);
  const [messageId, topic, message, timestamp] = ['MessageId', 'TopicArn', 'Message', 'Timestamp'].map(text);
  const [signature, certificateUrl] = [text('Signature'), text('SigningCertURL') ?? text('SigningCertUrl')];
  const signatureVersion = (['1', '2'] as const).find((known) => known === json['SignatureVersion']);
  if (!type || !messageId || !topic || message == null || !timestamp) return null;
  if (!signature || !certificateUrl || !signatureVersion) return null;
  return {
    type,
    messageId,
    topic,
    message,
    subject: text('Subject'),
    timestamp,
    subscribeUrl: text('SubscribeURL'),
    token: text('Token'),
    signatureVersion,
    signature,
    certificateUrl,
  };
}

function parsed(body: Buffer): Readonly<Record<string, unknown>> {
  try {
    const json = JSON.parse(body.toString('utf8')) as unknown;
    return typeof json === 'object' && json !== null ? (json as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** Whether the message was signed with the key of this certificate (PEM), and that was valid then. */
export function isSignedBySns(message: SnsMessage, pem: string, now: Date): boolean {
  try {
    const certificate = new X509Certificate(pem);
    if (new Date(certificate.validFrom) > now || new Date(certificate.validTo) < now) return false;
    const algorithm = message.signatureVersion === '1' ? 'RSA-SHA1' : 'RSA-SHA256';
    const signature = Buffer.from(message.signature, 'base64');
    return verify(algorithm, Buffer.from(stringToSign(message)), certificate.publicKey, signature);
  } catch {
    return false;
  }
}

/** The fields in the order in which SNS signs them; a subject only when there is one. */
export function stringToSign(message: SnsMessage): string {
  const isNotification = message.type === 'Notification';
  const fields: readonly (readonly [string, string | null])[] = [
    ['Message', message.message],
    ['MessageId', message.messageId],
    ...(isNotification
      ? [['Subject', message.subject] as const]
      : [['SubscribeURL', message.subscribeUrl ?? ''] as const]),
    ['Timestamp', message.timestamp],
    ...(isNotification ? [] : [['Token', message.token ?? ''] as const]),
    ['TopicArn', message.topic],
    ['Type', message.type],
  ];
  return fields.flatMap(([name, value]) => (value === null ? [] : [`${name}\n${value}\n`])).join('');
}

const HOST = /^sns\.[a-z0-9-]+\.amazonaws\.com(\.cn)?$/;

/** Where SNS keeps its certificates, and nothing else: nobody may send us elsewhere. */
export const isCertificateUrl = (url: string): boolean =>
  isOfSns(
    url,
    (parts) => parts.search === '' && /^\/SimpleNotificationService-[0-9a-f]{8,64}\.pem$/.test(parts.pathname),
  );

/** Where a subscription to this very topic is confirmed. */
export const isSubscribeUrl = (url: string, topic: string): boolean =>
  isOfSns(
    url,
    ({ pathname, searchParams }) =>
      pathname === '/' &&
      searchParams.get('Action') === 'ConfirmSubscription' &&
      searchParams.getAll('TopicArn').join() === topic,
  );

function isOfSns(url: string, isRight: (url: URL) => boolean): boolean {
  if (!URL.canParse(url)) return false;
  const parts = new URL(url);
  const isPlain = parts.protocol === 'https:' && parts.port === '' && parts.username === '' && parts.password === '';
  return isPlain && parts.hash === '' && HOST.test(parts.hostname) && isRight(parts);
}
