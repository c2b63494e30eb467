import { DomainError } from '#domain';
import { run, type Statement, type Tx } from '../sql.js';

/** Files somebody uploaded for what he writes now. */
export interface UploadedFiles {
  readonly ids: readonly string[];
  /** Whoever uploaded them: an agent, a contact or an API key. */
  readonly uploaderId: string;
}

interface Target {
  readonly ticketId: string;
  readonly postId: string;
  readonly at: Date;
}

/**
 * The stores' part in a post with files: puts uploads on it. Only the writer's own, of this ticket, that are on no post yet and
 * that may be given out; any other refuses the whole post, each named by its place in `attachmentIds`.
 */
export async function attachFiles(tx: Tx, target: Target, { ids, uploaderId }: UploadedFiles): Promise<void> {
  if (ids.length === 0) return;
  const wanted = ids.map((id) => id.toLowerCase());
  const attached = await run<{ id: string }>(tx, putOnPost, [
    wanted,
    target.ticketId,
    uploaderId,
    target.postId,
    target.at,
  ]);
  if (attached.length === wanted.length) return;
  const here = new Map(attached.map(({ id }) => [id, null]));
  const known = await run<Refused & { id: string }>(tx, whyNot, [wanted, target.ticketId, uploaderId]);
  const refusals = wanted.flatMap((id, index) => {
    if (here.has(id)) return [];
    const { code, detail } = reasonOf(known.find((file) => file.id === id));
    return [{ code, pointer: `/attachmentIds/${index}`, detail }];
  });
  const [first] = refusals;
  throw new DomainError('refused', first!.code, first!.detail, { errors: refusals });
}

interface Refused {
  readonly name: string;
  readonly isUsed: boolean;
  readonly scan: string;
  readonly scanDetail: string | null;
}

/** Nothing is told of files that are not the writer's own. */
function reasonOf(file: Refused | undefined): { readonly code: `attachment.${string}`; readonly detail: string } {
  if (!file) {
    const detail =
      'There is no such upload of yours on this ticket: what is on no post is removed after a day. Upload the file again.';
    return { code: 'attachment.unknown', detail };
  }
  const name = `“${file.name}”`;
  if (file.isUsed)
    return { code: 'attachment.used', detail: `${name} is on a post already. Upload it again to send it once more.` };
  if (file.scan === 'infected') {
    const found = file.scanDetail ?? 'something';
    return {
      code: 'attachment.infected',
      detail: `The virus scanner found ${found} in ${name}: leave it out, then send again.`,
    };
  }
  return {
    code: 'attachment.not-scannable',
    detail: `The virus scanner refuses to look at ${name}, so nobody would get it: leave it out, then send again.`,
  };
}

const putOnPost: Statement = {
  name: 'attachments-put-on-post',
  text: `UPDATE attachment SET post_id = $4, created_at = $5
    WHERE id = ANY ($1::uuid[]) AND ticket_id = $2 AND uploaded_by = $3 AND post_id IS NULL
      AND scan NOT IN ('infected', 'failed')
    RETURNING id`,
};
const whyNot: Statement = {
  name: 'attachments-why-not',
  text: `SELECT id, name, post_id IS NOT NULL AS "isUsed", scan, scan_detail AS "scanDetail" FROM attachment
    WHERE id = ANY ($1::uuid[]) AND ticket_id = $2 AND uploaded_by = $3`,
};
