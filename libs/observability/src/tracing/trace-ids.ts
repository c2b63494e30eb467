import { createHash } from 'node:crypto';

const hashed = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The trace of everything with this correlation id: 32 hex digits. */
export function traceIdOf(correlationId: string): string {
  const plain = correlationId.replaceAll('-', '').toLowerCase();
  return /^[\da-f]{32}$/.test(plain) && !/^0+$/.test(plain) ? plain : hashed(correlationId).slice(0, 32);
}

/** The span that said the message with this id: 16 hex digits. */
export const spanIdOf = (messageId: string): string => hashed(messageId).slice(0, 16);

export interface RemoteParent {
  readonly traceId: string;
  readonly spanId: string;
  readonly traceFlags: number;
}

/** A W3C `traceparent` header; null for anything that is none. */
export function parseTraceparent(header: string | undefined): RemoteParent | null {
  const found = /^(?!ff)[\da-f]{2}-(?!0{32})([\da-f]{32})-(?!0{16})([\da-f]{16})-([\da-f]{2})(?:-.*)?$/.exec(
    header ?? '',
  );
  return found ? { traceId: found[1]!, spanId: found[2]!, traceFlags: Number.parseInt(found[3]!, 16) & 1 } : null;
}
