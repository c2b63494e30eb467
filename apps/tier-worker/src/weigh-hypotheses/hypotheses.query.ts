import { readRows, type Reader, type Statement } from '#database';
import type { HypothesisView } from './hypothesis.schemas.js';

/** What is thought of a ticket's cause, in order. */
export const hypothesesOn = (reader: Reader, ticketId: string): Promise<HypothesisView[]> =>
  readRows<HypothesisView>(reader, selectHypotheses, [ticketId]);

const selectHypotheses: Statement = {
  name: 'hypotheses-on-ticket',
  text: `SELECT hypothesis.id, position, cause, likelihood, state, evidence,
      json_build_object('id', creator.id, 'name', creator.name) AS "createdBy", hypothesis.created_at AS "createdAt",
      json_build_object('id', changer.id, 'name', changer.name) AS "changedBy", changed_at AS "changedAt"
    FROM hypothesis JOIN agent creator ON creator.id = hypothesis.created_by JOIN agent changer ON changer.id = changed_by
    WHERE ticket_id = $1 ORDER BY position, hypothesis.id`,
};
