import { Problem } from '../../../../api/problem';
import { session } from '../../../../api/session';
import { currentLanguage } from '../../../../words/language';

export interface Uploading {
  /** The id the server keeps it under. Rejects with a `Problem`. */
  readonly done: Promise<string>;
  readonly stop: () => void;
}

/** Uploads a file for a post on a ticket; says how far it is, from 0 to 1, which `fetch` does not. */
export function uploadFile(ticketId: string, file: File, onProgress: (part: number) => void): Uploading {
  const request = new XMLHttpRequest();
  const done = new Promise<string>((resolve, reject) => {
    const fail = () => reject(Problem.unreachable());
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0));
    request.addEventListener('error', fail);
    request.addEventListener('abort', fail);
    request.addEventListener('load', () => {
      const { status, responseText } = request;
      if (status === 401) session.end('expired');
      if (status === 201) resolve((JSON.parse(responseText) as { readonly id: string }).id);
      else Problem.from(new Response(responseText, { status }), currentLanguage()).then(reject, fail);
    });
  });
  request.open('POST', `/api/v1/tickets/${ticketId}/attachments${nameQuery(file.name)}`);
  request.setRequestHeader('accept-language', currentLanguage());
  request.setRequestHeader('content-type', file.type || 'application/octet-stream');
  request.send(file);
  return { done, stop: () => request.abort() };
}

/** The end of a long name tells more; half a character cannot be sent. */
function nameQuery(name: string): string {
  const whole = name.slice(-255).replaceAll(/\p{Surrogate}/gu, '_');
  return whole === '' ? '' : `?name=${encodeURIComponent(whole)}`;
}
