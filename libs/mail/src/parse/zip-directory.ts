/** One entry of a zip's central directory, as it says of itself. */
export interface ZipEntry {
  readonly name: string;
  readonly encrypted: boolean;
  readonly packed: number;
  readonly unpacked: number;
}

export interface ZipDirectory {
  readonly entries: readonly ZipEntry[];
  /** The directory is broken, or lists more than is read: what is in it is not known. */
  readonly incomplete: boolean;
  /** Entries whose data overlap: a known way to make a small archive unpack endlessly. */
  readonly overlapping: boolean;
}

const maxEntries = 10_000;
/** The end of the directory and its comment are no longer; all of a large file is not searched for it. */
const TAIL = 70_000;

/** What a zip says is in it, without unpacking anything. Null: it is no zip. */
export function readZipDirectory(content: Buffer): ZipDirectory | null {
  if (content.length < 22 || content.readUInt16LE(0) !== 0x4b50) return null;
  const tail = Math.max(0, content.length - TAIL);
  const end = tail + content.subarray(tail).lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < tail || end + 22 > content.length) {
    return { entries: [], incomplete: true, overlapping: false };
  }
  const listed = content.readUInt16LE(end + 10);
  let at = content.readUInt32LE(end + 16);
  const entries: ZipEntry[] = [];
  const starts = new Set<number>();
  let overlapping = false;
  while (entries.length < maxEntries && at + 46 <= end && content.readUInt32LE(at) === 0x02014b50) {
    const nameLength = content.readUInt16LE(at + 28);
    const start = content.readUInt32LE(at + 42);
    overlapping ||= starts.has(start);
    starts.add(start);
    entries.push({
      name: content.toString('latin1', at + 46, Math.min(at + 46 + Math.min(nameLength, 500), end)),
      encrypted: (content.readUInt16LE(at + 8) & 1) === 1,
      packed: content.readUInt32LE(at + 20),
      unpacked: content.readUInt32LE(at + 24),
    });
    at += 46 + nameLength + content.readUInt16LE(at + 30) + content.readUInt16LE(at + 32);
  }
  return { entries, incomplete: entries.length !== listed, overlapping };
}

/** More than a gigabyte, or a hundred times what came and more than 100 MB; or made so that tools unpack one piece many times. */
export function isBomb({ entries, overlapping }: ZipDirectory, size: number): boolean {
  const unpacked = entries.reduce((sum, entry) => sum + entry.unpacked, 0);
  return (
    overlapping ||
    unpacked > 1_073_741_824 ||
    (unpacked > 104_857_600 && unpacked > size * 100) ||
    entries.length >= maxEntries
  );
}
