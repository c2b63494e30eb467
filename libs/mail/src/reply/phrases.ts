/** The phrases of a table's rows; in a row they stand between ` | `. */
export const phrases = (rows: readonly string[]): readonly string[] => rows.flatMap((row) => row.split(' | '));
