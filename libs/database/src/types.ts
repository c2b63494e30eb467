import pg from 'pg';
import { isoInstant, readInstant } from './read-instant.js';

const INT8 = 20;
const DATE = 1082;
const TIMESTAMPTZ = 1184;

const typesWith = (instant: (text: string) => unknown) => ({
  getTypeParser: ((oid: number, format: 'text' | 'binary') => {
    if (format !== 'binary' && oid === TIMESTAMPTZ) return instant;
    if (format !== 'binary' && oid === INT8) return Number;
    if (format !== 'binary' && oid === DATE) return (text: string) => text;
    return pg.types.getTypeParser(oid, format as 'text');
  }) as typeof pg.types.getTypeParser,
});

/** int8 as a number (ours stay far below 2^53); a date as the text it is, not as midnight in some zone. */
export const types = typesWith(readInstant);

/** The same, but instants as the text they are answered with: a Date is made and written again for three times the price. */
export const typesWithIsoInstants = typesWith(isoInstant);
