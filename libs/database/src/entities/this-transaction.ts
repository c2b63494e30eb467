/** The number of the transaction that writes a row, as TypeORM compares it: without its casts to text and bigint. */
export const THIS_TRANSACTION = '((pg_current_xact_id()))';
