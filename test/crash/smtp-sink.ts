import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import type { Random } from './random.js';

/** A mail server that takes what we send, is busy now and then, and sometimes breaks off after it has taken a mail. */
export interface SmtpSink {
  readonly url: string;
  /** How often each Message-ID was taken, and for whom. */
  readonly taken: ReadonlyMap<string, { times: number; readonly recipients: Set<string> }>;
  becomeHonest(): void;
  stop(): Promise<void>;
}

const breakOff = ({ connections }: SMTPServer): void => connections.forEach((connection) => connection.close());

export async function smtpSink(random: Random): Promise<SmtpSink> {
  const taken = new Map<string, { times: number; readonly recipients: Set<string> }>();
  let isHonest = false;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const isBusy = !isHonest && random.chance(0.05);
        if (isBusy) return done(Object.assign(new Error('Busy, come back later'), { responseCode: 451 }));
        const head = Buffer.concat(chunks).toString('latin1').split('\r\n\r\n', 1)[0] ?? '';
        const id = /^message-id:\s*(<[^>]+>)/im.exec(head)?.[1] ?? 'none';
        const mail = taken.get(id) ?? { times: 0, recipients: new Set<string>() };
        mail.times += 1;
        for (const { address } of session.envelope.rcptTo) mail.recipients.add(address.toLowerCase());
        taken.set(id, mail);
        if (!isHonest && random.chance(0.03)) breakOff(server);
        else done();
      });
    },
  });
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    taken,
    becomeHonest: () => void (isHonest = true),
    // It would wait for connections that nobody ends.
    stop: () => {
      server.close(() => undefined);
      breakOff(server);
      return Promise.resolve();
    },
  };
}
