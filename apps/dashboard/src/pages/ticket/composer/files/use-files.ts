import { useEffect, useRef, useState, useSyncExternalStore, type ClipboardEvent, type DragEvent } from 'react';
import { $api, api } from '../../../../api/client';
import type { Problem } from '../../../../api/problem';
import { droppedFiles, pastedFiles } from './attach-rules';
import { FilesOfDrafts } from './files-of-drafts';
import { uploadFile } from './upload-file';
import type { WaitingFile } from './waiting-file';
import type { WaitingFiles } from './waiting-files';

const drafts = new FilesOfDrafts({
  upload: uploadFile,
  takeBack: (id) => api.DELETE('/api/v1/attachments/{id}', { params: { path: { id } } }),
});

export interface Files {
  readonly items: readonly WaitingFile[];
  /** What a post that is sent now takes along. */
  readonly ids: readonly string[];
  readonly isUploading: boolean;
  readonly hasFailed: boolean;
  readonly add: (files: readonly File[]) => void;
  readonly store: WaitingFiles;
}

/** The files of one draft. */
export function useFiles(ticketId: string, draft: string): Files {
  const store = drafts.of(ticketId, draft);
  const items = useSyncExternalStore(store.subscribe, store.snapshot);
  const { data: limits } = $api.useQuery('get', '/api/v1/attachments/limits', {}, { staleTime: Infinity });
  return {
    items,
    ids: items.flatMap(({ id, state }) => (state === 'kept' && id !== undefined ? [id] : [])),
    isUploading: items.some(({ state }) => state === 'uploading'),
    hasFailed: items.some(({ state }) => state === 'failed'),
    add: (files) => store.add(files, limits),
    store,
  };
}

/** Marks those of the files with these ids that the server did not take on a post. */
export function refuseFiles(store: WaitingFiles, ids: readonly string[], problem: Problem): void {
  const refused = problem.errors.flatMap(({ pointer, detail }) => {
    const id = ids[Number(/^\/attachmentIds\/(\d+)$/.exec(pointer)?.[1] ?? -1)];
    return id === undefined ? [] : [{ id, said: detail }];
  });
  store.refuse(refused, problem);
}

const hasFiles = ({ dataTransfer }: { readonly dataTransfer: DataTransfer | null }): boolean =>
  dataTransfer?.types.includes('Files') ?? false;

/** What makes an element a place to drop and paste files; `isOver` while some are held over it. */
export function useDropAndPaste(add: (files: readonly File[]) => void) {
  const [isOver, setOver] = useState(false);
  /** Entering a child leaves its parent. */
  const depth = useRef(0);
  useEffect(() => {
    // Beside the composer a file that is dropped would replace the page.
    const stay = (event: globalThis.DragEvent): void => {
      if (hasFiles(event)) event.preventDefault();
    };
    window.addEventListener('dragover', stay);
    window.addEventListener('drop', stay);
    return () => {
      window.removeEventListener('dragover', stay);
      window.removeEventListener('drop', stay);
    };
  }, []);
  const come = (by: number): void => {
    depth.current = Math.max(0, depth.current + by);
    setOver(depth.current > 0);
  };
  const handlers = {
    onDragEnter: (event: DragEvent) => {
      if (hasFiles(event)) come(1);
    },
    onDragLeave: (event: DragEvent) => {
      if (hasFiles(event)) come(-1);
    },
    onDragOver: (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
    },
    onDrop: (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      come(-depth.current);
      add(droppedFiles(event.dataTransfer));
    },
    onPaste: (event: ClipboardEvent) => {
      const files = pastedFiles(event.clipboardData, new Date());
      if (files.length === 0) return;
      event.preventDefault();
      add(files);
    },
  };
  return { isOver, handlers };
}
