import { setImmediate } from 'node:timers/promises';
import type { AttachmentFlag } from '../mail-reading.js';
import { executableEndings, macroEndings, scriptEndings } from './attachment-endings.js';
import { endingOf } from './attachment-name.js';
import { isBomb, readZipDirectory, type ZipDirectory } from './zip-directory.js';

const executableTypes = new Set(
  (
    'application/x-msdownload application/x-elf application/x-mach-binary application/x-ms-shortcut application/x.ms.shortcut application/x-msi ' +
    'application/vnd.android.package-archive application/java-archive application/x-apple-diskimage application/vnd.debian.binary-package ' +
    'application/x-rpm application/wasm application/java-vm application/x.apple.alias application/vnd.ms-htmlhelp'
  ).split(' '),
);

const ole = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le');

/** What the content itself says it does; nothing is unpacked. Large contents are searched bit by bit, so that others get their turn. */
export async function judgeContent(content: Buffer, sniffed: string | null, flags: Set<AttachmentFlag>): Promise<void> {
  const head = content.subarray(0, 4096).toString('latin1');
  if ((sniffed !== null && executableTypes.has(sniffed)) || /^(MZ|\x7fELF|\xca\xfe\xba\xbe)/.test(head))
    flags.add('executable');
  if (head.startsWith('L\0\0\0\x01\x14\x02')) flags.add('executable');
  if (content.length > 0x8006 && content.toString('latin1', 0x8001, 0x8006) === 'CD001') flags.add('executable');
  if (
    /^\s*#!/.test(head) ||
    /<\?php|<script[\s>]|<hta:application|<%@|javascript:|\bpowershell(\.exe)?\s+-|^@echo off/i.test(text(head))
  ) {
    flags.add('script');
  }
  if (content.subarray(0, 8).equals(ole)) await judgeOle(content, flags);
  if (head.startsWith('{\\rt') && /\\obj(ocx|emb|autlink|update|data)/.test(content.toString('latin1', 0, 1_000_000))) {
    flags.add('macros');
  }
  if (
    head.startsWith('%PDF') &&
    /\/(JavaScript|JS|Launch|EmbeddedFile)\b/.test(content.toString('latin1', 0, 2_000_000))
  ) {
    flags.add('script');
  }
  if (head.startsWith('%PDF') && (await includes(content, Buffer.from('/Encrypt')))) flags.add('encrypted-archive');
  if (head.startsWith('Rar!\x1a\x07')) judgeRar(content, flags);
  if (head.startsWith("7z\xbc\xaf'\x1c") && (await includes(content, Buffer.from('06f10701', 'hex'))))
    flags.add('encrypted-archive');
  const zip = readZipDirectory(content);
  if (zip) await judgeZip(zip, content.length, flags);
}

const PIECE = 1_000_000;

/** A file made for it slows a search down to 3 ns a byte. */
async function includes(content: Buffer, sought: Buffer): Promise<boolean> {
  for (let at = 0; at < content.length; at += PIECE) {
    if (at > 0) await setImmediate();
    if (content.subarray(at, at + PIECE + sought.length - 1).includes(sought)) return true;
  }
  return false;
}

/** Programs hide script behind a byte order mark or UTF-16: NULs are read over. */
const text = (head: string): string => (head.includes('\0') ? head.replaceAll('\0', '') : head);

/** An OLE file's directory names its streams in UTF-16: macros, an encrypted document, or an installer. */
async function judgeOle(content: Buffer, flags: Set<AttachmentFlag>): Promise<void> {
  for (const [flag, sought] of oleSigns) if (!flags.has(flag) && (await includes(content, sought))) flags.add(flag);
}

const oleSigns: readonly (readonly [AttachmentFlag, Buffer])[] = [
  ['macros', utf16('_VBA_PROJECT')],
  ['macros', utf16('VBA\0')],
  ['macros', utf16('Macros\0')],
  ['macros', Buffer.from('Attribut\0e VB_')],
  ['encrypted-archive', utf16('EncryptedPackage')],
  ['encrypted-archive', utf16('EncryptionInfo')],
  ['executable', utf16('\u4840\u3f3f')],
  ['executable', Buffer.from('84100c0000000000c000000000000046', 'hex')],
];

/** RAR 4 and 5 say in the first headers when names or files are encrypted. */
function judgeRar(content: Buffer, flags: Set<AttachmentFlag>): void {
  const five = content[6] === 1;
  const encrypted = five
    ? content[12] === 4 || content[13] === 4
    : content[9] === 0x73 && (((content[10] ?? 0) & 0x80) !== 0 || ((content[23] ?? 0) & 0x04) !== 0);
  if (encrypted) flags.add('encrypted-archive');
}

async function judgeZip(zip: ZipDirectory, size: number, flags: Set<AttachmentFlag>): Promise<void> {
  if (isBomb(zip, size)) flags.add('archive-bomb');
  for (const [index, { name, encrypted }] of zip.entries.entries()) {
    if (index % 1_000 === 999) await setImmediate();
    const ending = endingOf(`x${name}`);
    if (encrypted) flags.add('encrypted-archive');
    if (/(^|\/)vbaProject\.bin$/i.test(name) || macroEndings.has(ending)) flags.add('macros');
    if (executableEndings.has(ending) && !/(^|\/)(oleObject|printerSettings|activeX|vbaProject)\w*\.bin$/i.test(name)) {
      flags.add('executable');
    }
    if (scriptEndings.has(ending) && !/^(word|xl|ppt|docProps|META-INF|_rels|customXml)\//.test(name))
      flags.add('script');
  }
}
