import { readEnv, type Lifetime, type ReadyService } from '#service';
import type { ModuleRef } from '@nestjs/core';
import { createHash } from 'node:crypto';
import { ReceiveMailHandler } from '../../intake/src/service.js';
import { developmentNotifier, notifier, type InboundDoor } from '../../notifier/src/service.js';

/**
 * Where SMTP_URL names no server, mail goes to a mailbox of ours that people can look at (`/dev/mailbox`). Gives the
 * services as they are to be started, and whether that is so.
 */
export async function withDevelopmentMailbox(
  services: readonly ReadyService[],
  lifetime: Lifetime,
): Promise<{ readonly services: readonly ReadyService[]; readonly isDevelopment: boolean }> {
  const development = await developmentNotifier(readEnv(notifier.env));
  if (!development) return { services, isDevelopment: false };
  lifetime.defer(() => development.stop());
  const modules = development.modules(doorOf);
  return {
    services: services.map((one) => (one.name === notifier.name ? { ...one, modules } : one)),
    isDevelopment: true,
  };
}

/** What is written as a customer comes in where raw mail does. */
const doorOf = (apps: ModuleRef): InboundDoor => ({
  async put(source, envelope) {
    const sha256 = createHash('sha256').update(source).digest();
    const body = { bytes: source, sha256, contentType: 'message/rfc822' };
    const by = { channelId: null, receivedBy: 'system:development-mailbox', envelope };
    await apps.get(ReceiveMailHandler, { strict: false }).store('raw', body, by);
  },
});
