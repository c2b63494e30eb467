import { formParts, type FormPart } from './form-parts.js';

/** A form taken apart. Of fields that are there more than once the first counts. */
export interface FormFields {
  /** A field's bytes; null when there is none of that name. */
  readonly bytes: (name: string) => Buffer | null;
  /** The same as UTF-8. */
  readonly text: (name: string) => string | null;
  readonly files: readonly FormPart[];
  readonly isEmpty: boolean;
}

export function formFields(contentType: string, body: Buffer): FormFields {
  const fields = new Map<string, FormPart>();
  const files: FormPart[] = [];
  for (const part of formParts(contentType, body)) {
    if (part.fileName !== null) files.push(part);
    if (!fields.has(part.name)) fields.set(part.name, part);
  }
  const bytes = (name: string): Buffer | null => fields.get(name)?.content ?? null;
  return {
    bytes,
    text: (name) => bytes(name)?.toString('utf8') ?? null,
    files,
    isEmpty: fields.size === 0,
  };
}

/** `{"<id>": "attachment-1", ...}` turned round. By hand: providers write the same key twice, and no parser keeps both. */
export function contentIdsOf(map: string | null): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  for (const [, id, part] of (map ?? '').slice(0, 1_000_000).matchAll(PAIR)) ids.set(unquoted(part!), unquoted(id!));
  return ids;
}

const PAIR = /"((?:[^"\\]|\\.){0,1000})"\s*:\s*"((?:[^"\\]|\\.){0,1000})"/g;

function unquoted(text: string): string {
  try {
    return JSON.parse(`"${text}"`) as string;
  } catch {
    return text;
  }
}
