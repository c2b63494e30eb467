/** A name that is being typed behind an @, just before the cursor. */
export interface TypedMention {
  /** Where the @ is. */
  readonly from: number;
  readonly typed: string;
}

const AT = /(?:^|[\s(])@([\p{L}\p{M}.'’-]*(?: [\p{L}\p{M}.'’-]*)?)$/u;

export function typedMention(text: string, cursor: number): TypedMention | null {
  const match = AT.exec(text.slice(0, cursor));
  return match ? { from: cursor - match[1]!.length - 1, typed: match[1]! } : null;
}

/** Those whose name, or a part of it, begins so; none when the name is complete. */
export function suggested<Person extends { readonly name: string }>(
  people: readonly Person[],
  { typed }: TypedMention,
  most = 6,
): Person[] {
  const wanted = typed.toLowerCase();
  if (people.some(({ name }) => name.toLowerCase() === wanted.trimEnd())) return [];
  return people
    .filter(({ name }) => {
      const lower = name.toLowerCase();
      return lower.startsWith(wanted) || lower.split(/\s+/).some((part) => part.startsWith(wanted));
    })
    .slice(0, most);
}
