import { describe, expect, it } from '@jest/globals';
import type { ReadAttachment } from '../mail-reading.js';
import { safeName } from './attachment-name.js';
import { judgeAttachment, judgeFile } from './judge-attachment.js';

interface Entry {
  readonly name: string;
  readonly encrypted?: boolean;
  readonly unpacked?: number;
}

/** A zip of empty entries that say of themselves what the test wants. */
function zip(...entries: readonly Entry[]): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  for (const { name, encrypted = false, unpacked = 0 } of entries) {
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50);
    local.writeUInt16LE(20, 4);
    local.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50);
    entry.writeUInt16LE(encrypted ? 1 : 0, 8);
    entry.writeUInt32LE(unpacked, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(at, 42);
    locals.push(local, Buffer.from(name));
    central.push(entry, Buffer.from(name));
    at += 30 + name.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(Buffer.concat(central).length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, ...central, end]);
}

const judge = async (
  name: string | null,
  content: string | Buffer,
  contentType = 'application/octet-stream',
): Promise<ReadAttachment> =>
  await judgeAttachment({
    name,
    contentType,
    contentId: null,
    inline: false,
    content: typeof content === 'string' ? Buffer.from(content, 'latin1') : content,
  });

const ole = (...streams: readonly string[]): Buffer =>
  Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(504),
    Buffer.from(streams.join('\0'), 'utf16le'),
  ]);
const iso = Buffer.concat([Buffer.alloc(0x8001), Buffer.from('CD001'), Buffer.alloc(100)]);
const png = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex');

describe('A name of a file', () => {
  it.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\x\\report.doc', 'report.doc'],
    ['.htaccess', 'htaccess'],
    ['\u200b.htaccess', 'htaccess'],
    ['photo\u202egpj.exe', 'photogpj.exe'],
    ['a\0.exe', 'a.exe'],
    ['con', '_con'],
    ['LPT1.txt', '_LPT1.txt'],
    ['a.txt. . ', 'a.txt'],
    ['<img src=x>.png', '_img src=x_.png'],
    ['line\r\nbreak.txt', 'linebreak.txt'],
    ['счёт №5.pdf', 'счёт №5.pdf'],
    ['보고서.hwp', '보고서.hwp'],
    ['  ..  ', 'document.pdf'],
    ['', 'document.pdf'],
    [null, 'document.pdf'],
  ])('%j becomes %j', (sent, expected) => {
    expect(safeName(sent, 'application/pdf').name).toBe(expected);
  });

  it('is short, and keeps its ending', () => {
    expect(safeName(`${'x'.repeat(5000)}.pdf`, '').name).toMatch(/^x{116}\.pdf$/);
    const { name } = safeName(`${'한'.repeat(200)}.docx`, '');
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200);
    expect(name).toMatch(/^한+\.docx$/);
  });
});

describe('An attachment', () => {
  it('is described by what it is', async () => {
    await expect(judge('a.png', png, 'image/png')).resolves.toMatchObject({
      declaredType: 'image/png',
      sniffedType: 'image/png',
      flags: [],
      size: 33,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it.each([
    ['report.pdf', '%PDF-1.4 hello', 'application/pdf'],
    ['notes.txt', 'just text', 'text/plain'],
    ['report.docx', zip({ name: '[Content_Types].xml' }, { name: 'word/document.xml' }), 'application/octet-stream'],
    ['old.doc', ole('WordDocument'), 'application/msword'],
    ['log.zip', zip({ name: 'app.log', unpacked: 1000 }), 'application/zip'],
    ['invite.ics', 'BEGIN:VCALENDAR', 'text/calendar'],
  ])('such as %s draws no warning', async (name, content, type) => {
    expect((await judge(name, content, type)).flags).toEqual([]);
  });

  it.each([
    ['setup.exe', 'MZ...', ['executable']],
    ['readme.txt', `MZ${'\0'.repeat(200)}`, ['executable', 'type-mismatch']],
    ['tool', '\x7fELF\x02\x01\x01', ['executable']],
    ['link.lnk', 'L\0\0\0\x01\x14\x02\0', ['executable']],
    ['disk.iso', iso, ['executable']],
    ['disk.dat', iso, ['executable']],
    ['invoice.pdf.js', 'var x', ['disguised-name', 'script']],
    ['photo\u202egpj.exe', 'x', ['disguised-name', 'executable']],
    ['.htaccess', 'AddHandler x', ['script']],
    ['run.hta', '<hta:application>', ['script']],
    ['page.txt', '<html><script>x</script>', ['script']],
    ['run', '#!/bin/sh', ['script']],
    ['wide.txt', Buffer.from('\ufeff<script>x', 'utf16le'), ['script']],
    ['report.docm', 'x', ['macros']],
    ['report.docx', zip({ name: 'word/document.xml' }, { name: 'word/vbaProject.bin' }), ['macros']],
    ['report.doc', ole('WordDocument', 'Macros', '_VBA_PROJECT'), ['macros']],
    ['secret.docx', ole('EncryptionInfo', 'EncryptedPackage'), ['encrypted-archive']],
    ['secret.zip', zip({ name: 'a.txt', encrypted: true }), ['encrypted-archive']],
    ['secret.7z', Buffer.from('377abcaf271c000406f10701', 'hex'), ['encrypted-archive']],
    ['files.zip', zip({ name: 'invoice.pdf.exe' }), ['executable']],
    ['files.zip', zip({ name: 'a/run.js' }), ['script']],
    ['bomb.zip', zip({ name: 'a', unpacked: 4_000_000_000 }), ['archive-bomb']],
    ['active.pdf', '%PDF-1.4 /OpenAction << /S /JavaScript >>', ['script']],
    ['letter.rtf', '{\\rtf1 \\objupdate \\objdata 0105', ['macros']],
    ['photo.jpg', png, ['type-mismatch']],
  ])('such as %j warns of what it does', async (name, content, flags) => {
    expect((await judge(name, content)).flags).toEqual(flags);
  });

  it('that is declared as another kind than it is, is told', async () => {
    expect((await judge('a.pdf', png, 'application/pdf')).flags).toEqual(['type-mismatch']);
    expect((await judge('a.svg', '<svg/>', 'image/svg+xml')).flags).toEqual(['script']);
  });

  it('that is broken in any way is still described', async () => {
    for (const content of [Buffer.alloc(0), Buffer.from('PK\x03\x04'), zip({ name: 'a' }).subarray(0, 40), ole()]) {
      for (let length = 0; length <= content.length; length += 7) {
        expect((await judge(null, content.subarray(0, length))).size).toBe(Math.min(length, content.length));
      }
    }
  });

  it('that is large lets others have their turn, and is looked through without a gap', async () => {
    const sign = Buffer.from('_VBA_PROJECT', 'utf16le');
    for (const [at, flags] of [
      [null, []],
      [999_999, ['macros']],
      [1_999_980, ['macros']],
      [5_000_000 - sign.length, ['macros']],
    ] as const) {
      const content = Buffer.alloc(5_000_000);
      ole().copy(content);
      if (at !== null) sign.copy(content, at);
      let turns = 0;
      const judged = judgeFile({ name: 'report.doc', contentType: 'application/msword', content });
      let isDone = false;
      const count = (): void => {
        turns += 1;
        if (!isDone) setImmediate(count);
      };
      count();
      expect((await judged.finally(() => (isDone = true))).flags).toEqual(flags);
      expect(turns).toBeGreaterThan(16);
    }
  });
});
