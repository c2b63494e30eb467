import { Problem } from '../../../../api/problem';
import type { Limits, Refusal } from './attach-rules';
import type { KeptFile, Lost } from './kept-files';

/** A file for a post that is being written. */
export interface WaitingFile {
  readonly key: string;
  readonly name: string;
  readonly size: number;
  readonly state: 'uploading' | 'kept' | 'failed';
  /** From 0 to 1. */
  readonly progress: number;
  /** What the server keeps it under. */
  readonly id?: string;
  /** Since when, in milliseconds. */
  readonly at?: number;
  /** The address of a picture to show of it. */
  readonly picture?: string;
  readonly why?: Refusal | Lost | Problem;
  /** By which it was refused. */
  readonly limits?: Limits;
  /** What the server says of this one of several that it does not take. */
  readonly said?: string;
  /** It was kept, and has to be uploaded anew. */
  readonly lost?: Lost;
  /** Whether trying again may help. */
  readonly mayRetry: boolean;
}

export type WayOut = 'retry' | 'attach' | 'remove';

/** What is left to do with one that failed. */
export function wayOut({ mayRetry, why }: Pick<WaitingFile, 'mayRetry' | 'why'>): WayOut {
  if (mayRetry) return 'retry';
  const code = why instanceof Problem ? why.code : why;
  return ATTACHED_AGAIN.some((each) => each === code) ? 'attach' : 'remove';
}
const ATTACHED_AGAIN = ['attachment.unknown', 'attachment.used', 'attachment.elsewhere'];

/** As it is before it is uploaded, for the first time or once more. */
export function toUpload({ id: _id, why: _why, said: _said, ...file }: WaitingFile): WaitingFile {
  return { ...file, state: 'uploading', progress: 0, mayRetry: true };
}

export function uploadedAs({ lost: _lost, ...file }: WaitingFile, id: string): WaitingFile {
  return { ...file, id, at: Date.now(), state: 'kept', progress: 1 };
}

/** As it is when its content is not here any more. */
export function toAttachAgain({ id: _id, ...file }: WaitingFile, lost: Lost): WaitingFile {
  return { ...file, lost, state: 'failed', why: lost, mayRetry: false };
}

export function fromKept({ lost, ...kept }: KeptFile): WaitingFile {
  const file: WaitingFile = { ...kept, key: kept.id, state: 'kept', progress: 1, mayRetry: false };
  return lost === undefined ? file : toAttachAgain(file, lost);
}

/** What of them is found again when the page was left. */
export function toKeep(files: readonly WaitingFile[]): KeptFile[] {
  return files.flatMap(({ key, id, name, size, at, state, lost }) => {
    if (at === undefined) return [];
    if (lost !== undefined) return [{ id: key, name, size, at, lost }];
    return state === 'kept' && id !== undefined ? [{ id, name, size, at }] : [];
  });
}
