import { hashPassword, verifyPassword } from '#access';
import { newId, type Tx } from '#database';
import { randomBytes } from 'node:crypto';
import * as company from './company.js';
import { runbooks } from './runbooks.js';
import { seedMacros } from './macros.js';
import { VENDOR } from './story.js';

/** Whether nobody has used this database yet: then, and only then, it may get the demo. */
export async function isEmpty(tx: Tx): Promise<boolean> {
  const [row] = await tx.query<{ empty: boolean }[]>(
    `SELECT NOT EXISTS (SELECT FROM agent) AND NOT EXISTS (SELECT FROM contact) AND NOT EXISTS (SELECT FROM organisation)
       AND NOT EXISTS (SELECT FROM product) AND NOT EXISTS (SELECT FROM sector) AND NOT EXISTS (SELECT FROM demo) AS empty`,
  );
  return row?.empty ?? false;
}

/** Writes the company and its customers, all or nothing. The tickets are told later, through the API. */
export async function seedCompany(tx: Tx, password: string): Promise<void> {
  const passwordHash = await hashPassword(password);
  const teamIds = idsFor(company.teams);
  const agentIds = idsFor(company.agents);
  const organisationIds = idsFor(company.organisations);
  const contactIds = idsFor(company.contacts);
  const productIds = new Map(company.products.map(({ code }) => [code, newId()]));

  await insert(tx, 'sector', company.sectors);
  await insert(
    tx,
    'team',
    company.teams.map(({ key, ...team }) => ({ id: teamIds.get(key), ...team })),
  );
  await insert(
    tx,
    'agent',
    company.agents.map(({ key, name, role, capacity }) => ({
      id: agentIds.get(key),
      email: company.emailOf(key),
      name,
      role,
      capacity,
      password_hash: passwordHash,
    })),
  );
  await insert(
    tx,
    'team_member',
    company.agents.flatMap(({ key, teams }) =>
      teams.map((team) => ({ team_id: teamIds.get(team), agent_id: agentIds.get(key) })),
    ),
  );
  await insert(
    tx,
    'work_rate',
    company.rates.map((rate) => ({ id: newId(), ...rate, starts_at: '2025-01-01T00:00:00Z' })),
  );
  await insert(
    tx,
    'agent_skill',
    company.skills.map(({ agent, skill, level }) => ({ agent_id: agentIds.get(agent), skill, level })),
  );
  await insert(
    tx,
    'work_shift',
    company.shifts.map(({ team, spec }) => ({ id: newId(), team_id: teamIds.get(team), spec, updated_at: new Date() })),
  );
  await insert(
    tx,
    'organisation',
    company.organisations.map(({ key, name }) => ({ id: organisationIds.get(key), name })),
  );
  await insert(
    tx,
    'contact',
    company.contacts.map(({ key, name, email, organisation, readsAll }) => ({
      id: contactIds.get(key),
      name,
      email,
      organisation_id: organisation && organisationIds.get(organisation),
      may_read_organisation: readsAll,
    })),
  );
  await insert(
    tx,
    'product',
    company.products.map(({ code, name }) => ({ id: productIds.get(code), code, name })),
  );
  await insert(
    tx,
    'asset',
    company.assets.map(({ tag, product, organisation, contact, serial, location, warranty }) => ({
      id: newId(),
      tag,
      product_id: productIds.get(product),
      organisation_id: organisation && organisationIds.get(organisation),
      contact_id: contact && contactIds.get(contact),
      serial_number: serial,
      location,
      warranty_until: monthsFromNow(warranty),
    })),
  );
  await insert(
    tx,
    'contract',
    company.contracts.map(({ organisation, kind, name, product }) => ({
      id: newId(),
      organisation_id: organisationIds.get(organisation),
      kind,
      name,
      product_id: product && productIds.get(product),
      starts_on: monthsFromNow(-7),
      ends_on: monthsFromNow(17),
    })),
  );
  await insert(
    tx,
    'routing_rule',
    company.rules.map(({ name, words, product, sector, tier }, index) => ({
      id: newId(),
      position: (index + 1) * 10,
      name,
      words,
      product_id: product && productIds.get(product),
      sector,
      tier,
    })),
  );
  await insert(tx, 'vendor', [
    {
      id: VENDOR,
      name: 'Halde Optics',
      endpoint: 'https://cases.halde-optics.invalid/tierline',
      secret: `whsec_${randomBytes(32).toString('base64')}`,
    },
  ]);
  await seedRunbooks(tx, agentIds, productIds);
  await seedMacros(tx, agentIds.get('lead')!);
  await tx.query('INSERT INTO demo DEFAULT VALUES');
}

/** Published, in their first version. */
async function seedRunbooks(
  tx: Tx,
  agentIds: ReadonlyMap<string, string>,
  productIds: ReadonlyMap<string, string>,
): Promise<void> {
  const at = new Date();
  await insert(
    tx,
    'runbook',
    runbooks.map(({ id, by }) => ({ id, created_by: agentIds.get(by), created_at: at })),
  );
  await insert(
    tx,
    'runbook_version',
    runbooks.map(({ id, by, title, summary, language, products, words, isRequired, steps }) => ({
      runbook_id: id,
      version: 1,
      title,
      summary,
      language,
      tiers: [1],
      sectors: [],
      product_ids: products.map((code) => productIds.get(code)),
      words,
      required_before_escalation: isRequired,
      steps,
      changed_by: agentIds.get(by),
      changed_at: at,
      published_by: agentIds.get(by),
      published_at: at,
    })),
  );
  await tx.query('UPDATE runbook SET published = 1');
}

/** Makes the password that is printed the one that works, also after DEMO_PASSWORD changed. */
export async function setPassword(tx: Tx, password: string): Promise<void> {
  const emails = company.agents.map(({ key }) => company.emailOf(key));
  const [agent] = await tx.query<{ password_hash: string }[]>('SELECT password_hash FROM agent WHERE email = $1', [
    company.emailOf('admin'),
  ]);
  if (!agent || (await verifyPassword(agent.password_hash, password))) return;
  await tx.query('UPDATE agent SET password_hash = $1 WHERE email = ANY ($2)', [await hashPassword(password), emails]);
}

/** Inserts rows whose keys are column names; columns nobody names get their defaults. */
async function insert(tx: Tx, table: string, rows: readonly object[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}).join(', ');
  await tx.query(
    `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb)`,
    [JSON.stringify(rows)],
  );
}

const idsFor = (things: readonly { readonly key: string }[]): ReadonlyMap<string, string> =>
  new Map(things.map(({ key }) => [key, newId()]));

function monthsFromNow(months: number): string {
  const day = new Date();
  day.setUTCMonth(day.getUTCMonth() + months);
  return day.toISOString().slice(0, 10);
}
