import { useQuery } from '@tanstack/react-query';
import { $api, api } from '../../../api/client';
import type { paths } from '../../../api/schema';
import { allPages } from '../parts/lists';

export const useMacros = () =>
  useQuery({
    queryKey: ['get', '/api/v1/macros', 'all'],
    queryFn: ({ signal }) =>
      allPages(async (query) => (await api.GET('/api/v1/macros', { params: { query }, signal })).data!),
  });
export type Macro = NonNullable<ReturnType<typeof useMacros>['data']>[number];
type MacroBody = paths['/api/v1/macros']['post']['requestBody']['content']['application/json'];

export const useVariables = () => $api.useQuery('get', '/api/v1/macros/variables').data?.items ?? [];
export type Variable = ReturnType<typeof useVariables>[number];

export const whatMacrosDo = ['reply', 'ask-customer', 'note', 'resolve', 'nothing'] as const satisfies readonly Macro['does'][]; // prettier-ignore

export interface MacroForm {
  name: string;
  shared: boolean;
  tiers: string[];
  sectors: string[];
  texts: { language: string; body: string }[];
  defaultLanguage: string;
  does: Macro['does'];
  code: string;
  toSector: string | null;
  addTags: string[];
  removeTags: string[];
  active: boolean;
}

export const toForm = (macro: Macro | null, language: string): MacroForm => ({
  name: macro?.name ?? '',
  shared: macro?.shared ?? false,
  tiers: (macro?.tiers ?? []).map(String),
  sectors: [...(macro?.sectors ?? [])],
  texts: (macro?.texts ?? [{ language, body: '' }]).map((text) => ({ ...text })),
  defaultLanguage: macro?.defaultLanguage ?? language,
  does: macro?.does ?? 'reply',
  code: macro?.code ?? '',
  toSector: macro?.toSector ?? null,
  addTags: [...(macro?.addTags ?? [])],
  removeTags: [...(macro?.removeTags ?? [])],
  active: macro?.active ?? true,
});

/** What is solved, or waits for the customer, goes nowhere. */
export const maySend = ({ does }: Pick<Macro, 'does'>): boolean => does !== 'resolve' && does !== 'ask-customer';

/** The default language is one of those there are texts in: the only one, or the first when the one that was it is gone. */
export const defaultOf = ({ texts, defaultLanguage }: MacroForm): string =>
  texts.some(({ language }) => language === defaultLanguage) ? defaultLanguage : (texts[0]?.language ?? 'en');

export const toBody = (form: MacroForm): MacroBody => ({
  ...form,
  name: form.name.trim(),
  tiers: form.tiers.map(Number),
  code: form.does === 'resolve' ? form.code.trim() || null : null,
  toSector: maySend(form) ? form.toSector : null,
  defaultLanguage: defaultOf(form),
});

/** `/texts/1/body` is at that very text. */
export const pathOf = (pointer: string): string | undefined => {
  const [, , index, part] = /^\/(texts)\/(\d+)\/(language|body)/.exec(pointer) ?? [];
  return index === undefined ? undefined : `texts.${index}.${part}`;
};
