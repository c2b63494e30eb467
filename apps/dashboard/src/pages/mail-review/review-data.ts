import { $api, api } from '../../api/client';
import type { paths } from '../../api/schema';

export type ReviewedMail =
  paths['/api/v1/mail/review']['get']['responses'][200]['content']['application/json']['items'][number];

export const useReview = () => $api.useQuery('get', '/api/v1/mail/review', { params: { query: { limit: 100 } } });

const SHOWN = 1_000_000;

/** A mail as it came, as text: the beginning of a long one. Whatever it holds, it is only ever shown as text. */
export async function sourceOf(id: string): Promise<{ readonly text: string; readonly isCut: boolean }> {
  const { data } = await api.GET('/api/v1/mail/{id}/source', { params: { path: { id } }, parseAs: 'blob' });
  const blob = data as Blob;
  return { text: await blob.slice(0, SHOWN).text(), isCut: blob.size > SHOWN };
}

const pause = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));

/** Files a mail and waits a little for what becomes of it. */
export async function fileIt(id: string): Promise<Pick<ReviewedMail, 'state' | 'ticket' | 'failure'>> {
  const params = { path: { id } };
  let mail = (await api.POST('/api/v1/mail/{id}/retry', { params })).data!;
  for (let tries = 0; mail.state === 'received' && tries < 20; tries += 1) {
    await pause(250);
    mail = (await api.GET('/api/v1/mail/{id}', { params })).data!;
  }
  return mail;
}
