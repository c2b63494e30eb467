import type { Database, Statement } from '#database';

/** Bytes: fetched, decoded and copied in some two milliseconds. */
export const SLICE_BYTES = 524_288;

/**
 * The source of a mail in slices: a long value that arrives at once is decoded at once, and nobody else's turn comes meanwhile.
 * Throws when it is pruned halfway.
 */
export async function* sourceInSlices(database: Database, id: string, size: number): AsyncGenerator<Buffer, void> {
  for (let at = 0; at < size; at += SLICE_BYTES) {
    const [row] = await database.read<{ part: Buffer }>(slice, [id, at + 1, SLICE_BYTES]);
    if (!row) throw new Error(`The source of mail ${id} is gone.`);
    yield row.part;
  }
}

/** Sources are stored uncompressed: a slice reads only its own part. */
const slice: Statement = {
  name: 'intake-mail-slice',
  text: `SELECT substring(source FROM $2 FOR $3) AS part FROM inbound_mail WHERE id = $1`,
};
