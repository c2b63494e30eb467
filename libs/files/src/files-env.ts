import { z } from 'zod';
import type { FileStore } from './keep/file-store.js';
import { FilesystemStore } from './keep/filesystem-store.js';
import { S3Store } from './keep/s3-store.js';
import { ClamdScanner, type FileScanner } from './scan/clamd-scanner.js';

const url = (protocols: readonly string[]) =>
  z.string().refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), {
    error: `must be an address that starts with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
  });

/** The environment variables about files, for the schema of any app that keeps or reads them (`...filesEnv`). */
export const filesEnv = {
  /** Where files are kept when there is no S3_ENDPOINT. */
  FILES_DIR: z.string().min(1).default('.data/files'),
  S3_ENDPOINT: url(['https:', 'http:']).optional(),
  S3_BUCKET: z.string().min(1).optional(),
  S3_REGION: z.string().min(1).default('us-east-1'),
  S3_ACCESS_KEY_ID: z.string().min(1).optional(),
  S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
  /** The virus scanner; without it files are not scanned. */
  CLAMD_URL: url(['tcp:', 'unix:']).optional(),
};

export type FilesEnv = z.infer<z.ZodObject<typeof filesEnv>>;

/** The store the environment asks for: S3 when S3_ENDPOINT is set, else a folder. Throws, naming it, when a value is missing. */
export function fileStore(env: FilesEnv): FileStore {
  if (env.S3_ENDPOINT === undefined) return new FilesystemStore(env.FILES_DIR);
  const needed = (name: 'S3_BUCKET' | 'S3_ACCESS_KEY_ID' | 'S3_SECRET_ACCESS_KEY'): string => {
    const value = env[name];
    if (value === undefined) throw new Error(`${name} is missing: files are kept in S3 because S3_ENDPOINT is set.`);
    return value;
  };
  return new S3Store({
    endpoint: env.S3_ENDPOINT,
    bucket: needed('S3_BUCKET'),
    region: env.S3_REGION,
    accessKeyId: needed('S3_ACCESS_KEY_ID'),
    secretAccessKey: needed('S3_SECRET_ACCESS_KEY'),
  });
}

/** The virus scanner the environment names; null when it names none. */
export const fileScanner = (env: FilesEnv): FileScanner | null =>
  env.CLAMD_URL === undefined ? null : new ClamdScanner(env.CLAMD_URL);
