/** Why what was kept has to be attached anew: it is on the post of another draft, or was taken back. */
export const losses = ['attachment.elsewhere', 'attachment.unknown'] as const;
export type Lost = (typeof losses)[number];

/** A file the server has, for a post that is still being written. */
export interface KeptFile {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  /** When it was uploaded. */
  readonly at: number;
  /** The server has it no more. */
  readonly lost?: Lost;
}

/** The server forgets after a day what is on no post by then. */
const KEPT_FOR_MS = 23 * 3_600_000;
const keyOf = (draft: string): string => `tierline-draft-files:${draft}`;

const isKept = (value: unknown): value is KeptFile => {
  const { id, name, size, at, lost } = (value ?? {}) as Partial<Record<keyof KeptFile, unknown>>;
  const isFile =
    typeof id === 'string' && typeof name === 'string' && typeof size === 'number' && typeof at === 'number';
  return isFile && (lost === undefined || losses.some((each) => each === lost));
};

/** The files that were uploaded for a draft before the page was left. */
export function keptOf(draft: string): readonly KeptFile[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(draft)) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isKept).filter(({ at }) => Date.now() - at < KEPT_FOR_MS) : [];
  } catch {
    return [];
  }
}

/** Keeps these instead of what was kept `before`. What another tab has put there stays. */
export function keep(draft: string, files: readonly KeptFile[], before: readonly KeptFile[] = []): void {
  const own = new Set([...before, ...files].map(({ id }) => id));
  const all = [...keptOf(draft).filter(({ id }) => !own.has(id)), ...files];
  try {
    if (all.length > 0) localStorage.setItem(keyOf(draft), JSON.stringify(all));
    else localStorage.removeItem(keyOf(draft));
  } catch {
    // A full or forbidden store: they are still on the page.
  }
}
