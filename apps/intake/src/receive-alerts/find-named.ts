import { run, type Tx } from '#database';
import { assetTagsOf, productsOf } from './alert-ticket.js';
import type { Alert } from './alertmanager.js';
import type { Delivery } from './delivery.js';

interface Named {
  readonly assetTag: string | null;
  readonly product: string | null;
}

/**
 * Finds which of ours the alerts' labels name, all alerts in one look. What a label says outright to be an asset or a
 * product is kept as it was said when we do not know it: triage tells so on the ticket.
 */
export async function findNamed(
  tx: Tx,
  delivery: Delivery,
  alerts: readonly Alert[],
): Promise<(alert: Alert) => Named> {
  const { assetLabels, productLabels, organisationId } = delivery;
  const tags = [...new Set(alerts.flatMap((alert) => assetTagsOf(alert, assetLabels)))];
  const products = [...new Set(alerts.flatMap((alert) => productsOf(alert, productLabels)))];
  const found =
    tags.length + products.length > 0
      ? await run<{ kind: string; key: string; name: string }>(tx, look, [tags, products, organisationId])
      : [];
  const names = new Map(found.map(({ kind, key, name }) => [`${kind} ${key}`, name]));
  const first = (kind: string, keys: readonly string[]) =>
    keys.map((key) => names.get(`${kind} ${key}`)).find((name) => name !== undefined) ?? null;
  return (alert) => ({
    assetTag: first('asset', assetTagsOf(alert, assetLabels)) ?? said(alert, ['asset', 'asset_tag']),
    product: first('product', productsOf(alert, productLabels)) ?? said(alert, ['product']),
  });
}

function said({ labels }: Alert, names: readonly string[]): string | null {
  const value = names.map((name) => labels.get(name)?.trim()).find((text) => text);
  return value === undefined ? null : value.slice(0, 200).toWellFormed();
}

const look = {
  name: 'alerts-find-named',
  text: `
    SELECT 'asset' AS kind, lower(tag) AS key, tag AS name FROM asset
      WHERE lower(tag) = ANY ($1::text[]) AND ($3::uuid IS NULL OR organisation_id = $3::uuid)
    UNION ALL
    SELECT 'product', lower(code), code FROM product WHERE lower(code) = ANY ($2::text[])
    UNION ALL
    SELECT 'product', lower(name), code FROM product WHERE lower(name) = ANY ($2::text[])`,
};
