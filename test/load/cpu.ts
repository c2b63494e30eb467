import { readdir, readFile } from 'node:fs/promises';

/** Linux counts CPU time in hundredths of a second, on every architecture Node runs on. */
const MS_PER_TICK = 10;

/** What /proc/<pid>/stat says of one process: who started it, its own CPU time, and that of its children that have ended. */
interface Stat {
  readonly parent: number;
  readonly ownMs: number;
  readonly childrenMs: number;
}

async function statOf(pid: number): Promise<Stat | null> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  if (text === null) return null;
  // The name stands in parentheses and may hold anything; what counts comes after it, from field 3 on.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const field = (number: number): number => Number(fields[number - 3]);
  return {
    parent: field(4),
    ownMs: (field(14) + field(15)) * MS_PER_TICK,
    childrenMs: (field(16) + field(17)) * MS_PER_TICK,
  };
}

/** CPU milliseconds one process has used so far, all its threads; NaN where there is no /proc. */
export const cpuOf = async (pid: number): Promise<number> => (await statOf(pid))?.ownMs ?? Number.NaN;

/** The same for a whole PostgreSQL, found by the pid of any of its backends: the server, its backends, and those that have ended. */
export async function cpuOfPostgres(backendPid: number): Promise<number> {
  const server = (await statOf(backendPid))?.parent;
  if (server === undefined) return Number.NaN;
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const stats = await Promise.all(pids.map(async (pid) => ({ pid, stat: await statOf(pid) })));
  let total = 0;
  for (const { pid, stat } of stats) {
    if (!stat) continue;
    if (pid === server) total += stat.ownMs + stat.childrenMs;
    else if (stat.parent === server) total += stat.ownMs;
  }
  return total;
}
