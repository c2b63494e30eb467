import type { FileStore } from '#files';
import { Inject, Injectable } from '@nestjs/common';
import type { Letter } from './letter.js';

export const FILE_STORE = Symbol('FILE_STORE');

/** The file store cannot be asked, or is full: the mail has to wait, and it is not its fault. */
export class FilesUnavailable extends Error {
  override readonly name = 'FilesUnavailable';
}

/** Keeps attachments before any row names them: one too many is harmless, one too few is not. */
@Injectable()
export class AttachmentKeeper {
  constructor(@Inject(FILE_STORE) private readonly files: FileStore) {}

  async keep(letters: readonly Letter[]): Promise<void> {
    for (const { reading } of letters) {
      for (const { content, name, sha256 } of reading.attachments) {
        try {
          await this.files.put(content, sha256);
        } catch (error) {
          throw new FilesUnavailable(`The attachment ${name} could not be kept: ${String(error)}`, { cause: error });
        }
      }
    }
  }
}
