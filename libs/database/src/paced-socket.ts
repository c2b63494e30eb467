import { Socket } from 'node:net';

/** Bytes that leave at once: about a third of a millisecond. */
const SLICE = 262_144;

type Done = (error?: Error | null) => void;

/**
 * A connection on which a long write leaves in slices, each in a turn of its own. A server nearby takes bytes as fast as they
 * are copied, so that the system goes on copying until all have left: ten megabytes are forty milliseconds in which nothing else
 * happens. Encrypted connections write past it.
 */
export class PacedSocket extends Socket {
  override _write(chunk: Buffer | string, encoding: BufferEncoding, done: Done): void {
    if (!isLong(chunk)) super._write(chunk, encoding, done);
    else this.leave([chunk], done);
  }

  override _writev(chunks: { chunk: Buffer | string; encoding: BufferEncoding }[], done: Done): void {
    if (!chunks.some(({ chunk }) => isLong(chunk))) super._writev!(chunks, done);
    else {
      const bytes = chunks.map(({ chunk, encoding }) =>
        typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk,
      );
      this.leave(bytes, done);
    }
  }

  private leave(chunks: readonly Buffer[], done: Done): void {
    const slices = slicesOf(chunks);
    const next: Done = (error) => {
      const slice = error ? undefined : slices.next().value;
      if (slice) super._write(slice, 'buffer' as BufferEncoding, (failed) => void setImmediate(next, failed));
      else done(error);
    };
    next();
  }
}

const isLong = (chunk: Buffer | string): chunk is Buffer => typeof chunk !== 'string' && chunk.length > SLICE;

/** Whatever is short stays whole. */
function* slicesOf(chunks: readonly Buffer[]): Generator<Buffer, void> {
  for (const chunk of chunks) {
    for (let at = 0; at < chunk.length; at += SLICE) yield chunk.subarray(at, at + SLICE);
  }
}
