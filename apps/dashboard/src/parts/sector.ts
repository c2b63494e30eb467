import { $api } from '../api/client';
import { defineWords, useWords } from '../words/words';

const words = defineWords({
  en: { none: 'No sector' },
  ru: { none: 'Без направления' },
  ko: { none: '분야 없음' },
});

/** What a sector's code stands for. */
export function useSectorName(): (code: string | null) => string {
  const say = useWords(words);
  const { data } = $api.useQuery(
    'get',
    '/api/v1/sectors',
    { params: { query: { limit: 100 } } },
    { staleTime: 300_000 },
  );
  return (code) => (code === null ? say('none') : (data?.items.find((sector) => sector.code === code)?.name ?? code));
}
