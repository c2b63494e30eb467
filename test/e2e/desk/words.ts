import { join, resolve } from 'node:path';

export type Language = 'en' | 'ru' | 'ko';
type Values = Readonly<Record<string, string | number>>;
type Table = Readonly<Record<Language, Readonly<Record<string, string>>>>;
type SayIn = (table: Table, language: Language) => (key: string, values?: Values) => string;

const PAGES = resolve(import.meta.dirname, '../../../apps/dashboard/src');

/** Where the pages have the texts that tests look for: the file, and the name of the table in it. */
const tables = {
  action: ['pages/ticket/action-words.ts', 'actionWords'],
  composer: ['pages/ticket/composer/composer-words.ts', 'composerWords'],
  escalate: ['pages/ticket/actions/escalate-words.ts', 'escalateWords'],
  form: ['pages/ticket/actions/simple-words.ts', 'simpleWords'],
  runbook: ['pages/ticket/diagnosis/runbook-words.ts', 'runbookWords'],
  handOver: ['pages/ticket/side/hand-over-words.ts', 'handOverWords'],
  returnReason: ['parts/state-words.ts', 'returnReasonWords'],
  newTicket: ['parts/new-ticket/words.ts', 'words'],
  taking: ['parts/taking/words.ts', 'words'],
  assign: ['pages/board/tickets/words.ts', 'words'],
  shell: ['shell/words.ts', 'words'],
} as const;
export type TableName = keyof typeof tables;

/** Says what stands on the screen: `say('escalate', 'send', { tier: 'L2' })`. A text that is not there fails. */
export type Say = (table: TableName, key: string, values?: Values) => string;

let loaded: Promise<{ readonly sayIn: SayIn; readonly of: ReadonlyMap<string, Table> }> | undefined;

/** The pages' own words in one language, so that a story reads the same in each. */
export async function wordsOf(language: Language): Promise<Say> {
  loaded ??= load();
  const { sayIn, of } = await loaded;
  return (name, key, values) => {
    const table = of.get(name)!;
    if (table[language][key] === undefined) throw new Error(`The pages have no text ${name}.${key} any more.`);
    return sayIn(table, language)(key, values);
  };
}

async function load() {
  const module = async (file: string) => (await import(join(PAGES, file))) as Readonly<Record<string, unknown>>;
  // Which language the screen has is asked of the browser, once, when the first of them is loaded.
  const browser = { localStorage: { getItem: () => 'en' }, document: { documentElement: {} } };
  Object.assign(globalThis, browser);
  try {
    const { sayIn } = await module('words/words.ts');
    const of = new Map<string, Table>();
    for (const [name, [file, table]] of Object.entries(tables)) of.set(name, (await module(file))[table] as Table);
    return { sayIn: sayIn as SayIn, of };
  } finally {
    for (const name of Object.keys(browser)) Reflect.deleteProperty(globalThis, name);
  }
}
