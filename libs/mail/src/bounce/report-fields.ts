/** One group of `Name: value` lines; names in lower case, each value unfolded, all values of a name in order. */
export type FieldGroup = ReadonlyMap<string, readonly string[]>;

const FIELD = /^[ \t>]{0,20}([A-Za-z][A-Za-z0-9-]{1,60})[ \t]*:(.*)$/;
const RECIPIENT = 'final-recipient';

/**
 * The groups of a delivery-status text: blank lines part them, and a second Final-Recipient starts a new one,
 * for reports that leave the blank lines out. At most `most` groups.
 */
export function fieldGroups(text: string, most: number): readonly FieldGroup[] {
  const groups: FieldGroup[] = [];
  let group = new Map<string, string[]>();
  let last: string[] | null = null;
  const close = (): void => {
    if (group.size > 0) groups.push(group);
    group = new Map();
    last = null;
  };
  for (const line of text.split('\n')) {
    if (groups.length >= most) break;
    if (line.trim() === '') {
      close();
      continue;
    }
    const values = last as string[] | null;
    if (/^[ \t]/.test(line) && values !== null) {
      const tail = values.length - 1;
      if (values[tail]!.length < 4000) values[tail] = `${values[tail]!} ${line.trim().slice(0, 2000)}`.trim();
      continue;
    }
    const match = FIELD.exec(line.slice(0, 4000));
    if (!match) {
      last = null;
      continue;
    }
    const name = match[1]!.toLowerCase();
    if (name === RECIPIENT && group.has(RECIPIENT)) close();
    const known = group.get(name) ?? [];
    if (known.length < 200) known.push(match[2]!.trim());
    group.set(name, known);
    last = known;
  }
  close();
  return groups.slice(0, most);
}

/** The first value of a field; '' when there is none. */
export const field = (group: FieldGroup, name: string): string => group.get(name)?.[0] ?? '';

/** The value after `type;`, as in `rfc822; jane@example.com`. */
export function afterType(value: string): string {
  const at = value.indexOf(';');
  return (at >= 0 && at < 20 ? value.slice(at + 1) : value).trim();
}

const ADDRESS = /[^\s<>"',;:()[\]|\\]{1,64}@[^\s<>"',;:()[\]|\\/]{1,253}/;

/** The first address in a text, without what is around it; null when there is none. */
export function addressIn(text: string): string | null {
  const at = text.indexOf('@');
  if (at < 0) return null;
  const quoted = /"[^"\n]{1,64}"@[^\s<>"',;:()[\]|\\/]{1,253}/.exec(text.slice(0, 2000));
  const found = quoted?.[0] ?? ADDRESS.exec(text.slice(0, 2000))?.[0];
  return found?.replace(/[.…]+$/, '') ?? null;
}
