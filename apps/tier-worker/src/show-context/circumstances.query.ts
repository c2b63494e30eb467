import type { Database, Statement } from '#database';
import type { Ticket } from '#domain';
import type { ContextView } from './context.schemas.js';

type Circumstances = Pick<ContextView, 'requester' | 'organisation'> & {
  readonly product: ContextView['equipment']['product'];
  readonly asset: ContextView['equipment']['asset'];
  readonly otherAssets: ContextView['equipment']['otherAssets'];
  readonly contracts: ContextView['support']['contracts'];
};

/** Who asks, with what equipment, under which contracts; in one round trip. */
export async function circumstancesOf(database: Database, ticket: Ticket): Promise<Circumstances> {
  const { id, requesterId, organisationId, productId, assetId, language } = ticket;
  const values = [id, requesterId, organisationId, productId, assetId, language];
  const [found] = await database.read<Circumstances>(selectCircumstances, values);
  if (!found) throw new Error(`The requester of ${id} is not there.`);
  const { requester } = found;
  return { ...found, requester: { ...requester, since: new Date(requester.since) } };
}

const product = `json_build_object('id', product.id, 'code', product.code, 'name', product.name)`;
const today = `(clock_timestamp() AT TIME ZONE 'UTC')::date`;
const MOST = 20;

const selectCircumstances: Statement = {
  name: 'context-circumstances',
  text: `SELECT json_build_object('id', requester.id, 'email', requester.email, 'name', requester.name,
      'language', coalesce($6::text, (SELECT language FROM ticket WHERE requester_id = $2 AND language IS NOT NULL ORDER BY number DESC LIMIT 1)),
      'isVerified', requester.verified_at IS NOT NULL, 'bounce', requester.bounce,
      'mayReadOrganisation', requester.may_read_organisation, 'since', requester.created_at,
      'otherAddresses', (SELECT coalesce(json_agg(json_build_object('id', other.id, 'email', other.email, 'name', other.name,
          'isParticipant', other.participates) ORDER BY other.participates DESC, other.email), '[]')
        FROM (SELECT contact.id, contact.email, contact.name, true AS participates FROM ticket_participant
              JOIN contact ON contact.id = contact_id WHERE ticket_id = $1 AND contact_id <> $2
            UNION ALL SELECT id, email, name, false FROM contact WHERE organisation_id = requester.organisation_id
              AND lower(name) = lower(requester.name) AND id <> $2
              AND NOT EXISTS (SELECT FROM ticket_participant WHERE ticket_id = $1 AND contact_id = contact.id)
            LIMIT ${MOST}) AS other)) AS requester,
    (SELECT json_build_object('id', id, 'name', name,
        'contacts', (SELECT count(*) FROM contact WHERE organisation_id = organisation.id))
      FROM organisation WHERE id = $3) AS organisation,
    (SELECT ${product} FROM product WHERE id = $4) AS product,
    (SELECT json_build_object('id', id, 'tag', tag, 'serialNumber', serial_number, 'location', location,
        'warrantyUntil', warranty_until, 'isUnderWarranty', coalesce(warranty_until >= ${today}, false))
      FROM asset WHERE id = $5) AS asset,
    (SELECT coalesce(json_agg(json_build_object('id', other.id, 'tag', other.tag, 'product', other.product,
        'serialNumber', other.serial_number, 'location', other.location) ORDER BY other.is_own DESC, other.tag), '[]')
      FROM (SELECT asset.*, product.name AS product, contact_id IS NOT DISTINCT FROM $2::uuid AS is_own
        FROM asset JOIN product ON product.id = product_id
        WHERE (contact_id = $2 OR (contact_id IS NULL AND organisation_id = $3)) AND asset.id IS DISTINCT FROM $5::uuid
        ORDER BY is_own DESC, tag LIMIT ${MOST}) AS other) AS "otherAssets",
    (SELECT coalesce(json_agg(json_build_object('id', held.id, 'kind', held.kind, 'name', held.name, 'product', held.product,
        'startsOn', held.starts_on, 'endsOn', held.ends_on,
        'holdsToday', ${today} BETWEEN held.starts_on AND held.ends_on) ORDER BY held.ends_on DESC, held.name), '[]')
      FROM (SELECT contract.*, CASE WHEN product.id IS NOT NULL THEN ${product} END AS product
        FROM contract LEFT JOIN product ON product.id = contract.product_id
        WHERE contract.organisation_id = $3 ORDER BY ends_on DESC, contract.name LIMIT ${MOST}) AS held) AS contracts
    FROM contact requester WHERE requester.id = $2`,
};
