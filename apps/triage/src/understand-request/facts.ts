import { run, type Statement, type Tx } from '#database';
import type { Level, Priority, SupportContract } from '#domain';

/** What a request names, as it came in. */
export interface Named {
  readonly contactId: string | null;
  readonly organisationId: string | null;
  readonly product: string | null;
  readonly assetTag: string | null;
  readonly impact: Level;
  readonly urgency: Level;
}

/** What we have on record about it, at one moment. */
export interface Facts {
  readonly organisation: { readonly id: string; readonly name: string } | null;
  readonly asset: {
    readonly id: string;
    readonly tag: string;
    readonly product: string;
    readonly warrantyUntil: string | null;
  } | null;
  /** What the asset is an instance of, or else the product that was named. */
  readonly product: { readonly id: string; readonly name: string } | null;
  readonly contracts: readonly SupportContract[];
  readonly priority: Priority;
  readonly tiers: readonly number[];
  readonly sectors: readonly string[];
  /** The database's day, in UTC. */
  readonly today: string;
}

/** Everything a decision needs, in one round trip. */
export async function factsAbout(tx: Tx, named: Named): Promise<Facts> {
  const { contactId, organisationId, product, assetTag, impact, urgency } = named;
  const [facts] = await run<Facts>(tx, factsStatement, [
    contactId,
    organisationId,
    product?.trim() || null,
    assetTag?.trim() || null,
    impact,
    urgency,
  ]);
  if (!facts) throw new Error('The statement for the facts of a request gave no row.');
  return facts;
}

/*
 * An asset of another organisation, or of another contact, is as good as unknown: whoever guesses a tag must not learn
 * about it, nor be served on its account.
 */
const factsStatement: Statement = {
  name: 'triage-facts',
  text: `
    WITH customer AS (
      SELECT coalesce($2::uuid, (SELECT organisation_id FROM contact WHERE id = $1::uuid)) AS organisation_id
    ), asset AS (
      SELECT found.id, found.tag, found.organisation_id, found.warranty_until, product.id AS product_id, product.name AS product
      FROM customer, asset found JOIN product ON product.id = found.product_id
      WHERE lower(found.tag) = lower($4::text)
        AND (found.organisation_id IS NULL OR found.organisation_id = coalesce(customer.organisation_id, found.organisation_id))
        AND (found.contact_id IS NULL OR found.contact_id = $1::uuid
             OR (found.organisation_id IS NOT NULL AND customer.organisation_id IS NOT NULL))
      ORDER BY found.tag = $4 DESC, found.tag LIMIT 1
    ), named AS (
      SELECT id, name FROM product WHERE lower(code) = lower($3::text) OR lower(name) = lower($3)
      ORDER BY code = $3 DESC, lower(code) = lower($3) DESC, code LIMIT 1
    ), product AS (
      SELECT product_id AS id, product AS name FROM asset
      UNION ALL SELECT id, name FROM named WHERE NOT EXISTS (SELECT FROM asset)
    ), organisation AS (
      SELECT id, name FROM organisation
      WHERE id = coalesce((SELECT organisation_id FROM customer), (SELECT organisation_id FROM asset))
    )
    SELECT
      (SELECT json_build_object('id', id, 'name', name) FROM organisation) AS organisation,
      (SELECT json_build_object('id', id, 'tag', tag, 'product', product, 'warrantyUntil', warranty_until) FROM asset) AS asset,
      (SELECT json_build_object('id', id, 'name', name) FROM product) AS product,
      (SELECT coalesce(json_agg(json_build_object('kind', kind, 'name', contract.name, 'productId', product_id,
          'startsOn', starts_on, 'endsOn', ends_on)), '[]')
        FROM contract JOIN organisation ON organisation.id = contract.organisation_id) AS contracts,
      (SELECT priority FROM priority_matrix WHERE impact = $5::text AND urgency = $6::text) AS priority,
      (SELECT coalesce(array_agg(number ORDER BY number), '{}') FROM tier) AS tiers,
      (SELECT coalesce(array_agg(code ORDER BY code), '{}') FROM sector) AS sectors,
      ((clock_timestamp() AT TIME ZONE 'UTC')::date)::text AS today`,
};
