import { run, type LockedTicket, type Statement, type Tx } from '#database';
import {
  DomainError,
  entitlementOf,
  type Entitlement,
  type EntitlementFacts,
  type Priority,
  type Level,
} from '#domain';

/** What a ticket is about, as the catalogue knows it, and what it is entitled to by that. */
export interface Equipment {
  readonly assetId: string | null;
  readonly assetTag: string | null;
  readonly productId: string | null;
  readonly product: string | null;
  readonly entitlement: Entitlement;
  readonly entitlementReason: string;
}

/** As it is asked for: undefined stays, null is taken off. */
export interface AskedEquipment {
  readonly product?: string | null | undefined;
  readonly assetTag?: string | null | undefined;
}

/**
 * The asset and product of a ticket after a change, by triage's rules: an asset is one of the requester's or of his organisation, or
 * nobody's, and says which product it is. What is not in the catalogue: 422 `asset.unknown`, `product.unknown`; a product that the asset
 * is not: 422 `product.other-than-asset`.
 */
export async function equipmentOf(tx: Tx, ticket: LockedTicket, asked: AskedEquipment): Promise<Equipment> {
  const assetTag = asked.assetTag === undefined ? null : asked.assetTag;
  const keepsAsset = asked.assetTag === undefined;
  const keepsProduct = asked.product === undefined;
  const [facts] = await run<Facts>(tx, selectFacts, [
    ticket.requesterId,
    ticket.organisationId,
    assetTag?.trim() ?? null,
    keepsAsset ? ticket.assetId : null,
    keepsProduct ? null : (asked.product?.trim() ?? null),
    keepsProduct ? ticket.productId : null,
  ]);
  const { asset, named, organisation, contracts, today } = facts!;
  if (assetTag !== null && !asset)
    throw refused('asset.unknown', 'assetTag', `No asset of this customer has the tag "${assetTag}".`);
  if (asked.product && !named) throw refused('product.unknown', 'product', `There is no product "${asked.product}".`);
  if (asset && asked.product && named && named.id !== asset.productId) {
    const detail = `Asset ${asset.tag} is a ${asset.product}: leave the product out, or set "assetTag" to null.`;
    throw refused('product.other-than-asset', 'product', detail);
  }
  const product = asset ? { id: asset.productId, name: asset.product, code: asset.productCode } : named;
  const decision = entitlementOf({ asset, product, organisation, contracts, today });
  return {
    assetId: asset?.id ?? null,
    assetTag: asset ? asset.tag : keepsAsset ? ticket.assetTag : null,
    productId: product?.id ?? null,
    product: product ? product.code : keepsProduct ? ticket.product : null,
    entitlement: decision.kind,
    entitlementReason: decision.reason,
  };
}

/** What the matrix makes of an impact and an urgency. */
export async function priorityOf(tx: Tx, impact: Level, urgency: Level): Promise<Priority> {
  const [cell] = await run<{ priority: Priority }>(tx, selectPriority, [impact, urgency]);
  if (!cell) throw new Error(`The matrix has no priority for impact ${impact} and urgency ${urgency}.`);
  return cell.priority;
}

const refused = (code: string, field: string, detail: string): DomainError =>
  new DomainError('refused', code, detail, { errors: [{ pointer: `/${field}`, detail }] });

interface Facts extends Pick<EntitlementFacts, 'organisation' | 'contracts' | 'today'> {
  readonly asset:
    | (NonNullable<EntitlementFacts['asset']> & {
        readonly id: string;
        readonly productId: string;
        readonly productCode: string;
      })
    | null;
  readonly named: { readonly id: string; readonly name: string; readonly code: string } | null;
}

/*
 * An asset of somebody else is as good as unknown, as it is for triage: nobody is served on another's account. Stricter than triage,
 * which gives a customer without an organisation that of the asset: by now the ticket's organisation decides on its promises, and stays.
 */
const selectFacts: Statement = {
  name: 'describe-facts',
  text: `WITH asset AS (
      SELECT found.*, product.name AS product, product.code FROM asset found JOIN product ON product.id = found.product_id
      WHERE (lower(found.tag) = lower($3::text)
          AND (found.organisation_id IS NULL OR found.organisation_id = $2::uuid)
          AND (found.contact_id IS NULL OR found.contact_id = $1::uuid OR found.organisation_id IS NOT NULL))
        OR found.id = $4::uuid
      ORDER BY found.tag = $3 DESC NULLS LAST, found.tag LIMIT 1
    ), named AS (
      SELECT id, name, code FROM product WHERE lower(code) = lower($5::text) OR lower(name) = lower($5) OR id = $6::uuid
      ORDER BY code = $5 DESC NULLS LAST, lower(code) = lower($5) DESC NULLS LAST, code LIMIT 1
    ), organisation AS (
      SELECT id, name FROM organisation WHERE id = $2::uuid
    )
    SELECT
      (SELECT json_build_object('id', id, 'tag', tag, 'product', product, 'productId', product_id, 'productCode', code,
        'warrantyUntil', warranty_until) FROM asset) AS asset,
      (SELECT json_build_object('id', id, 'name', name, 'code', code) FROM named) AS named,
      (SELECT json_build_object('name', name) FROM organisation) AS organisation,
      (SELECT coalesce(json_agg(json_build_object('kind', kind, 'name', contract.name, 'productId', product_id,
          'startsOn', starts_on, 'endsOn', ends_on)), '[]')
        FROM contract JOIN organisation ON organisation.id = contract.organisation_id) AS contracts,
      ((clock_timestamp() AT TIME ZONE 'UTC')::date)::text AS today`,
};
const selectPriority: Statement = {
  name: 'describe-priority',
  text: `SELECT priority FROM priority_matrix WHERE impact = $1 AND urgency = $2`,
};
