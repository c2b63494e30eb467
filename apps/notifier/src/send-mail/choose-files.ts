/** A file on the post that a mail tells of. */
export interface FileOfPost {
  readonly name: string;
  readonly type: string;
  /** Bytes. */
  readonly size: number;
  readonly sha256: Buffer;
  readonly scan: 'unscanned' | 'pending' | 'clean' | 'infected' | 'failed';
}

/** Why a file is not in a mail. */
export type WhyLeftOut = 'too-large' | 'refused' | 'unchecked' | 'unreadable';
export interface LeftOut {
  readonly name: string;
  readonly size: number;
  readonly why: WhyLeftOut;
}

interface Choice {
  readonly carried: readonly FileOfPost[];
  readonly leftOut: readonly LeftOut[];
  /** The virus scanner has not looked at it yet, and there is still time: the mail waits. */
  readonly awaited: FileOfPost | null;
}

/** For what somebody reads, this long is not late. */
const PATIENCE_SECONDS = 600;

/** Which files go with a mail: what anybody may download, as far as there is room, in the order in which they were uploaded. */
export function chooseFiles(
  files: readonly FileOfPost[],
  { mostBytes, ageSeconds }: { readonly mostBytes: number; readonly ageSeconds: number },
): Choice {
  const carried: FileOfPost[] = [];
  const leftOut: LeftOut[] = [];
  let room = mostBytes;
  for (const file of files) {
    const { name, size, scan } = file;
    if (scan === 'infected' || scan === 'failed') leftOut.push({ name, size, why: 'refused' });
    else if (size > room) leftOut.push({ name, size, why: 'too-large' });
    else if (scan === 'pending' && ageSeconds < PATIENCE_SECONDS) return { carried, leftOut, awaited: file };
    else if (scan === 'pending') leftOut.push({ name, size, why: 'unchecked' });
    else {
      carried.push(file);
      room -= size;
    }
  }
  return { carried, leftOut, awaited: null };
}
