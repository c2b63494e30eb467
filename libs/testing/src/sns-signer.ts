import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';

/** Signs as Amazon SNS does, with a certificate of its own. */
export class SnsSigner {
  private readonly key: KeyObject;
  /** PEM. */
  readonly certificate: string;

  constructor(validTo = new Date(Date.now() + 86_400_000)) {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
    this.key = privateKey;
    const der = selfSigned(privateKey, publicKey.export({ format: 'der', type: 'spki' }), validTo);
    this.certificate = `-----BEGIN CERTIFICATE-----\n${der.toString('base64')}\n-----END CERTIFICATE-----\n`;
  }

  /** A signed message, as SNS posts it. */
  message(fields: Readonly<Record<string, string>>, version: '1' | '2' = '2'): Record<string, string> {
    const whole: Record<string, string> = {
      Type: 'Notification',
      MessageId: '22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324',
      TopicArn: 'arn:aws:sns:eu-west-1:123456789012:mail',
      Timestamp: new Date().toISOString(),
      SigningCertURL: 'https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem',
      SignatureVersion: version,
      ...fields,
    };
    const signed =
      whole['Type'] === 'Notification'
        ? ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type']
        : ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'];
    const text = signed.flatMap((name) => (whole[name] === undefined ? [] : `${name}\n${whole[name]}\n`)).join('');
    const algorithm = version === '1' ? 'RSA-SHA1' : 'RSA-SHA256';
    return { ...whole, Signature: sign(algorithm, Buffer.from(text), this.key).toString('base64') };
  }
}

function selfSigned(key: KeyObject, spki: Buffer, validTo: Date): Buffer {
  const algorithm = sequence(der(0x06, Buffer.from('2a864886f70d01010b', 'hex')), der(0x05));
  const commonName = sequence(der(0x06, Buffer.from('550403', 'hex')), der(0x0c, Buffer.from('sns.test')));
  const name = sequence(der(0x31, commonName));
  const time = (at: Date) => der(0x18, Buffer.from(`${at.toISOString().replaceAll(/[-:T]|\..*/g, '')}Z`));
  const validity = sequence(time(new Date(0)), time(validTo));
  const version = der(0xa0, der(0x02, Buffer.from([2])));
  const toSign = sequence(version, der(0x02, Buffer.from([1])), algorithm, name, validity, name, spki);
  return sequence(toSign, algorithm, der(0x03, Buffer.from([0]), sign('RSA-SHA256', toSign, key)));
}

const sequence = (...parts: Buffer[]): Buffer => der(0x30, ...parts);

function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const length = content.length < 0x80 ? [content.length] : [0x82, content.length >> 8, content.length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
}
