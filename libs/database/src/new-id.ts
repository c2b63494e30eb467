import { randomFillSync } from 'node:crypto';
import { v7 } from 'uuid';

const random = new Uint8Array(16 * 256);
let used = random.length;
let milliseconds = 0;
let sequence = 0;

/**
 * A UUIDv7 (RFC 9562): sorts by when this process made it, also within a millisecond. Draws randomness for many ids at
 * once; asking the system for each costs ten times as much as all the rest of an id.
 */
export function newId(): string {
  if (used === random.length) {
    randomFillSync(random);
    used = 0;
  }
  const bytes = random.subarray(used, (used += 16));
  const now = Date.now();
  if (now > milliseconds) {
    milliseconds = now;
    // Below half of its 32 bits: a millisecond has room for two billion more.
    sequence = new DataView(bytes.buffer, bytes.byteOffset).getUint32(6) >>> 1;
  } else sequence += 1;
  return v7({ random: bytes, msecs: milliseconds, seq: sequence });
}
