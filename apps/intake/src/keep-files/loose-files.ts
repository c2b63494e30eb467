/**
 * Makes PruneFiles look at contents of which a row less is left. `gone`: a CTE of the rows that went, with `sha256`. The update that
 * changes nothing waits for whoever looks at the row just now and may find the name still there.
 */
export const looseFilesOf = (gone: string): string =>
  `INSERT INTO loose_file (sha256, look_at) SELECT DISTINCT sha256, now() FROM ${gone} ORDER BY sha256
    ON CONFLICT (sha256) DO UPDATE SET look_at = loose_file.look_at`;
