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

/** What the content itself says it does; nothing is unpacked. */
export function judgeContent(content: Buffer, sniffed: string | null, flags: Set<AttachmentFlag>): void {
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
  if (content.subarray(0, 8).equals(ole)) judgeOle(content, flags);
  if (head.startsWith('{\\rt') && /\\obj(ocx|emb|autlink|update|data)/.test(content.toString('latin1', 0, 1_000_000))) {
    flags.add('macros');
  }
  if (
    head.startsWith('%PDF') &&
    /\/(JavaScript|JS|Launch|EmbeddedFile)\b/.test(content.toString('latin1', 0, 2_000_000))
  ) {
    flags.add('script');
  }
  if (head.startsWith('%PDF') && content.includes('/Encrypt')) flags.add('encrypted-archive');
  if (head.startsWith('Rar!\x1a\x07')) judgeRar(content, flags);
  if (head.startsWith("7z\xbc\xaf'\x1c") && content.includes(Buffer.from('06f10701', 'hex')))
    flags.add('encrypted-archive');
  const zip = readZipDirectory(content);
  if (zip) judgeZip(zip, content.length, flags);
}

/** Programs hide script behind a byte order mark or UTF-16: NULs are read over. */
const text = (head: string): string => (head.includes('\0') ? head.replaceAll('\0', '') : head);

/** An OLE file's directory names its streams in UTF-16: macros, an encrypted document, or an installer. */
function judgeOle(content: Buffer, flags: Set<AttachmentFlag>): void {
  const has = (name: string): boolean => content.includes(utf16(name));
  if (has('_VBA_PROJECT') || has('VBA\0') || has('Macros\0') || content.includes('Attribut\0e VB_'))
    flags.add('macros');
  if (has('EncryptedPackage') || has('EncryptionInfo')) flags.add('encrypted-archive');
  if (has('\u4840\u3f3f') || content.includes(Buffer.from('84100c0000000000c000000000000046', 'hex')))
    flags.add('executable');
}

/** RAR 4 and 5 say in the first headers when names or files are encrypted. */
function judgeRar(content: Buffer, flags: Set<AttachmentFlag>): void {
  const five = content[6] === 1;
  const encrypted = five
    ? content[12] === 4 || content[13] === 4
    : content[9] === 0x73 && (((content[10] ?? 0) & 0x80) !== 0 || ((content[23] ?? 0) & 0x04) !== 0);
  if (encrypted) flags.add('encrypted-archive');
}

function judgeZip(zip: ZipDirectory, size: number, flags: Set<AttachmentFlag>): void {
  if (isBomb(zip, size)) flags.add('archive-bomb');
  for (const { name, encrypted } of zip.entries) {
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
