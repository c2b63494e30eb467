export { type FilesEnv, fileScanner, fileStore, filesEnv } from './files-env.js';
export { FileStays, type FileStore, sha256Of, type StoredFile } from './keep/file-store.js';
export { FilesystemStore } from './keep/filesystem-store.js';
export { type S3Settings, S3Store } from './keep/s3-store.js';
export { ClamdScanner, FileNotScannable, type FileScanner, type ScanVerdict } from './scan/clamd-scanner.js';
