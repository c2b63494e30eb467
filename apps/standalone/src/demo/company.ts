/*
 * Vetrolin makes label printers and warehouse scanners, and LabelFlow, the software that feeds them. All of it, people
 * and customers included, is invented.
 */

export const sectors = [
  { code: 'hardware', name: 'Printers and scanners' },
  { code: 'network', name: 'Connectivity' },
  { code: 'software', name: 'LabelFlow and drivers' },
] as const;

export const teams = [
  { key: 'first-line', name: 'First line', tier: 1, sector: null },
  { key: 'l2-hardware', name: 'Device specialists', tier: 2, sector: 'hardware' },
  { key: 'l2-network', name: 'Connectivity specialists', tier: 2, sector: 'network' },
  { key: 'l2-software', name: 'LabelFlow specialists', tier: 2, sector: 'software' },
  { key: 'l3-hardware', name: 'Mechanics and firmware', tier: 3, sector: 'hardware' },
  { key: 'l3-network', name: 'Radio and protocols', tier: 3, sector: 'network' },
  { key: 'l3-software', name: 'LabelFlow engineering', tier: 3, sector: 'software' },
] as const;

type TeamKey = (typeof teams)[number]['key'];
interface DemoAgent {
  readonly key: string;
  readonly name: string;
  readonly role: 'agent' | 'lead' | 'admin';
  /** Units in hand at most, by the weights of the priorities; null = no limit. */
  readonly capacity: number | null;
  readonly teams: readonly TeamKey[];
}

/** What an hour costs, in hundredths. */
export const rates = [
  { tier: 1, hundredths_per_hour: 26_00, currency: 'EUR' },
  { tier: 2, hundredths_per_hour: 44_00, currency: 'EUR' },
  { tier: 3, hundredths_per_hour: 68_00, currency: 'EUR' },
] as const;

const L2: readonly TeamKey[] = ['l2-hardware', 'l2-network', 'l2-software'];
const L3: readonly TeamKey[] = ['l3-hardware', 'l3-network', 'l3-software'];

/** `<key>@demo.tierline.test`. The first five are the accounts every start prints. */
export const agents = [
  { key: 'admin', name: 'Ingrid Vale', role: 'admin', capacity: null, teams: [] },
  { key: 'lead', name: 'Marcus Obi', role: 'lead', capacity: null, teams: ['first-line', ...L2, ...L3] },
  { key: 'l1', name: 'Ana Kim', role: 'agent', capacity: null, teams: ['first-line'] },
  { key: 'l2', name: 'Pavel Orlov', role: 'agent', capacity: null, teams: L2 },
  { key: 'l3', name: 'Yuna Seo', role: 'agent', capacity: null, teams: L3 },
  { key: 'tomasz', name: 'Tomasz Wren', role: 'agent', capacity: 20, teams: ['first-line'] },
  { key: 'hyejin', name: 'Hyejin Park', role: 'agent', capacity: 20, teams: ['first-line'] },
  { key: 'oleg', name: 'Oleg Antonov', role: 'agent', capacity: 16, teams: ['l2-network', 'l2-hardware'] },
  { key: 'mina', name: 'Mina Cho', role: 'agent', capacity: 16, teams: ['l2-software'] },
  { key: 'dario', name: 'Dario Fenn', role: 'agent', capacity: 12, teams: ['l3-hardware', 'l3-software'] },
] as const satisfies readonly DemoAgent[];

/** What people can; `lang:` is asked for by a ticket's language once a rule of dispatch says so. */
export const skills = [
  { agent: 'l1', skill: 'lang:en', level: 3 },
  { agent: 'l1', skill: 'lang:ko', level: 4 },
  { agent: 'tomasz', skill: 'lang:en', level: 3 },
  { agent: 'hyejin', skill: 'lang:ko', level: 5 },
  { agent: 'hyejin', skill: 'lang:en', level: 2 },
  { agent: 'l2', skill: 'lang:ru', level: 5 },
  { agent: 'l2', skill: 'radio', level: 3 },
  { agent: 'oleg', skill: 'lang:ru', level: 5 },
  { agent: 'oleg', skill: 'print-heads', level: 4 },
  { agent: 'mina', skill: 'lang:ko', level: 5 },
  { agent: 'mina', skill: 'drivers', level: 4 },
  { agent: 'dario', skill: 'firmware', level: 5 },
  { agent: 'l3', skill: 'firmware', level: 4 },
] as const;

const early = [
  ['07:00', '12:00'],
  ['12:30', '19:00'],
] as const;
const office = [
  ['09:00', '12:30'],
  ['13:30', '18:00'],
] as const;
const weekOf = (hours: typeof early | typeof office) => ({
  mon: hours,
  tue: hours,
  wed: hours,
  thu: hours,
  fri: hours,
});

/** When teams work: the gap is their break. */
export const shifts = [
  { team: 'first-line', spec: { timezone: 'Europe/Berlin', hours: { ...weekOf(early), sat: [['09:00', '14:00']] } } },
  { team: 'l2-hardware', spec: { timezone: 'Europe/Berlin', hours: weekOf(office) } },
  { team: 'l2-network', spec: { timezone: 'Europe/Berlin', hours: weekOf(office) } },
  { team: 'l2-software', spec: { timezone: 'Asia/Seoul', hours: weekOf(office) } },
] as const satisfies readonly { readonly team: TeamKey; readonly spec: object }[];

export type AgentKey = (typeof agents)[number]['key'];
export const accounts = ['admin', 'lead', 'l1', 'l2', 'l3'] as const satisfies readonly AgentKey[];
export const emailOf = (key: AgentKey): string => `${key}@demo.tierline.test`;

export const organisations = [
  { key: 'parcel', name: 'Северная посылка (North Parcel)' },
  { key: 'cold', name: '한빛냉장물류 (Hanbit Cold Storage)' },
] as const;

export type OrganisationKey = (typeof organisations)[number]['key'];

/** Contacts without an organisation bought one device for themselves. */
export const contacts = [
  {
    key: 'sokolova',
    name: 'Вера Соколова',
    email: 'v.sokolova@northparcel.example',
    organisation: 'parcel',
    readsAll: true,
  },
  {
    key: 'gromov',
    name: 'Игорь Громов',
    email: 'i.gromov@northparcel.example',
    organisation: 'parcel',
    readsAll: false,
  },
  {
    key: 'lindqvist',
    name: 'Elsa Lindqvist',
    email: 'e.lindqvist@northparcel.example',
    organisation: 'parcel',
    readsAll: false,
  },
  { key: 'baek', name: '백지훈', email: 'jihoon.baek@hanbitcold.example', organisation: 'cold', readsAll: true },
  { key: 'moon', name: '문서연', email: 'seoyeon.moon@hanbitcold.example', organisation: 'cold', readsAll: false },
  { key: 'carter', name: 'Joel Carter', email: 'j.carter@hanbitcold.example', organisation: 'cold', readsAll: false },
  { key: 'mbeki', name: 'Thandi Mbeki', email: 'thandi@beadsbythandi.example', organisation: null, readsAll: false },
  { key: 'rossi', name: 'Luca Rossi', email: 'luca@rossi-ferramenta.example', organisation: null, readsAll: false },
] as const satisfies readonly {
  key: string;
  name: string;
  email: string;
  organisation: OrganisationKey | null;
  readsAll: boolean;
}[];

/** People we learn of only by what they send. */
export const strangers = [
  { key: 'prize', name: 'Prize Office', email: 'winner@lucky-forklift.example' },
  { key: 'ranking', name: 'Rank Booster', email: 'audit@page-one.example' },
  { key: 'seminar', name: 'Оргкомитет', email: 'info@sklad-seminar.example' },
] as const;

export type ContactKey = (typeof contacts)[number]['key'] | (typeof strangers)[number]['key'];

export const products = [
  { code: 'LP4', name: 'LP4 desktop label printer' },
  { code: 'LP9', name: 'LP9 industrial label printer' },
  { code: 'WS2', name: 'WS2 handheld warehouse scanner' },
  { code: 'GATE1', name: 'GATE1 conveyor scanner' },
  { code: 'LABELFLOW', name: 'LabelFlow server' },
] as const;

export type ProductCode = (typeof products)[number]['code'];

/** `warranty` in months from the day the demo is made; negative = it ended. */
export const assets = [
  {
    tag: 'NP-LP9-01',
    product: 'LP9',
    organisation: 'parcel',
    contact: null,
    serial: 'V9-20417',
    location: 'Sorting hall A, line 1',
    warranty: 14,
  },
  {
    tag: 'NP-LP9-02',
    product: 'LP9',
    organisation: 'parcel',
    contact: null,
    serial: 'V9-20418',
    location: 'Sorting hall A, line 2',
    warranty: 14,
  },
  {
    tag: 'NP-GATE-01',
    product: 'GATE1',
    organisation: 'parcel',
    contact: null,
    serial: 'G1-00093',
    location: 'Outbound conveyor',
    warranty: -3,
  },
  {
    tag: 'NP-WS2-11',
    product: 'WS2',
    organisation: 'parcel',
    contact: null,
    serial: 'W2-77120',
    location: 'Returns desk',
    warranty: 6,
  },
  {
    tag: 'HB-WS2-01',
    product: 'WS2',
    organisation: 'cold',
    contact: null,
    serial: 'W2-80301',
    location: 'Freezer room 2',
    warranty: -8,
  },
  {
    tag: 'HB-WS2-02',
    product: 'WS2',
    organisation: 'cold',
    contact: null,
    serial: 'W2-80302',
    location: 'Freezer room 3',
    warranty: -8,
  },
  {
    tag: 'HB-LP9-01',
    product: 'LP9',
    organisation: 'cold',
    contact: null,
    serial: 'V9-21002',
    location: 'Loading bay',
    warranty: 9,
  },
  {
    tag: 'HB-LP4-07',
    product: 'LP4',
    organisation: 'cold',
    contact: null,
    serial: 'V4-55107',
    location: 'Office, 2nd floor',
    warranty: -20,
  },
  {
    tag: 'LP4-THANDI',
    product: 'LP4',
    organisation: null,
    contact: 'mbeki',
    serial: 'V4-60233',
    location: null,
    warranty: 11,
  },
  {
    tag: 'LP4-ROSSI',
    product: 'LP4',
    organisation: null,
    contact: 'rossi',
    serial: 'V4-31870',
    location: null,
    warranty: -15,
  },
] as const satisfies readonly {
  tag: string;
  product: ProductCode;
  organisation: OrganisationKey | null;
  contact: (typeof contacts)[number]['key'] | null;
  serial: string;
  location: string | null;
  warranty: number;
}[];

/** North Parcel pays for everything at once; Hanbit only for its scanners and LabelFlow. */
export const contracts = [
  { organisation: 'parcel', kind: 'premium', name: 'North Parcel Premium 24x7', product: null },
  { organisation: 'cold', kind: 'service', name: 'Scanner service plan', product: 'WS2' },
  { organisation: 'cold', kind: 'service', name: 'LabelFlow maintenance', product: 'LABELFLOW' },
] as const satisfies readonly {
  organisation: OrganisationKey;
  kind: 'premium' | 'service';
  name: string;
  product: ProductCode | null;
}[];

/** In this order; the first that fits decides. Everything else starts at L1 without a sector. */
export const rules = [
  { name: 'Conveyor scanners need a specialist at once', words: [], product: 'GATE1', sector: 'hardware', tier: 2 },
  {
    name: 'Wi-Fi, network, addresses',
    words: ['wi-fi', 'wifi', 'network', 'dhcp', 'сеть', 'сети', '네트워크', '와이파이'],
    product: null,
    sector: 'network',
    tier: 1,
  },
  {
    name: 'LabelFlow, drivers, templates',
    words: ['labelflow', 'driver', 'template', 'драйвер', 'шаблон', '드라이버', '템플릿'],
    product: null,
    sector: 'software',
    tier: 1,
  },
  { name: 'LabelFlow by product', words: [], product: 'LABELFLOW', sector: 'software', tier: 1 },
  {
    name: 'Printers and scanners by word',
    words: [
      'printer',
      'printers',
      'label',
      'labels',
      'scanner',
      'scanners',
      'принтер',
      'этикетки',
      'сканер',
      '프린터',
      '라벨',
      '스캐너',
      '바코드',
    ],
    product: null,
    sector: 'hardware',
    tier: 1,
  },
] as const satisfies readonly {
  name: string;
  words: readonly string[];
  product: ProductCode | null;
  sector: (typeof sectors)[number]['code'];
  tier: number;
}[];
