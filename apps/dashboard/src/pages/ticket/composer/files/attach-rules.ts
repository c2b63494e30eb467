/** What the API takes. */
export interface Limits {
  readonly maxBytes: number;
  readonly maxFiles: number;
}

export type Refusal = 'tooLarge' | 'tooMany' | 'empty';

/** Why a file is not even uploaded; null: it may be. While the limits are not known, it is for the API to refuse it. */
export function refusalOf({ size }: { readonly size: number }, already: number, limits?: Limits): Refusal | null {
  if (limits && already >= limits.maxFiles) return 'tooMany';
  if (size === 0) return 'empty';
  return limits && size > limits.maxBytes ? 'tooLarge' : null;
}

const two = (value: number): string => String(value).padStart(2, '0');

/** Every picture from the clipboard is called `image.png`: with its time it can be told from the next. */
export function pastedName(name: string, at: Date): string {
  const ending = /^image(\.[a-z]{3,4})$/i.exec(name)?.[1];
  if (ending === undefined) return name;
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `image ${day} ${two(at.getHours())}.${two(at.getMinutes())}.${two(at.getSeconds())}${ending}`;
}

interface Carried {
  readonly files: Iterable<File>;
  readonly items?: Iterable<{ readonly webkitGetAsEntry?: () => { readonly isDirectory: boolean } | null }>;
  readonly types?: readonly string[];
  readonly getData?: (type: string) => string;
}

/** What was dropped: folders cannot be sent. */
export function droppedFiles({ files, items = [] }: Carried): File[] {
  const isFolder = [...items].map((item) => item.webkitGetAsEntry?.()?.isDirectory ?? false);
  return [...files].filter((_, index) => !isFolder[index]);
}

/** What was pasted as files. A table or a text that brings its picture along is meant as text. */
export function pastedFiles(clipboard: Carried, at: Date): File[] {
  if (clipboard.getData?.('text/plain')) return [];
  return [...clipboard.files].map((file) => new File([file], pastedName(file.name, at), { type: file.type }));
}
