/**
 * The same database with `search_path` on BullMQ's schema. A `?options=` in the URL would replace ours as a whole
 * ("function add_job does not exist"), so the two are joined.
 */
export function queueConnection(databaseUrl: string): { connectionString: string; options: string } {
  const url = new URL(databaseUrl);
  const given = url.searchParams.get('options');
  url.searchParams.delete('options');
  return { connectionString: url.href, options: [given, '-c search_path=bullmq'].filter(Boolean).join(' ') };
}
