import { $api } from '../../../api/client';
import type { paths } from '../../../api/schema';
import { useLanguage } from '../../../words/words';

export type Template =
  paths['/api/v1/notifications/templates']['get']['responses'][200]['content']['application/json']['items'][number];
export type Kind = Template['kind'];
export type Rule =
  paths['/api/v1/notifications/rules']['get']['responses'][200]['content']['application/json']['items'][number];

export const templatesKey = ['get', '/api/v1/notifications/templates'] as const;
export const rulesKey = ['get', '/api/v1/notifications/rules'] as const;
export const useTemplates = () => $api.useQuery('get', '/api/v1/notifications/templates', {});
export const useRules = () => $api.useQuery('get', '/api/v1/notifications/rules', {});

/** `German`, in the language of the screen; the code where it has no name. */
export function useLanguageName(): (code: string) => string {
  const names = new Intl.DisplayNames(useLanguage(), { type: 'language', fallback: 'code' });
  return (code) => {
    try {
      return names.of(code) ?? code;
    } catch {
      return code;
    }
  };
}
