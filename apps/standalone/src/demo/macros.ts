import { newId, type Tx } from '#database';

const macros = [
  {
    name: 'Ask since when',
    does: 'ask-customer',
    code: null,
    tags: ['asked-since-when'],
    texts: {
      en: `Hello {{requester.name}},

thank you for writing to us about "{{ticket.subject}}" ({{ticket.number}}). Since when does it happen, and does it happen every time?

{{agent.name}}`,
      ru: `Здравствуйте, {{requester.name}}!

Спасибо за обращение «{{ticket.subject}}» ({{ticket.number}}). С какого времени это происходит и повторяется ли каждый раз?

{{agent.name}}`,
      ko: `안녕하세요, {{requester.name}} 님.

"{{ticket.subject}}" ({{ticket.number}}) 건으로 연락 주셔서 감사합니다. 언제부터 그런 일이 있었고, 매번 발생하나요?

{{agent.name}}`,
    },
  },
  {
    name: 'Solved by a restart',
    does: 'resolve',
    code: 'restart',
    tags: ['restart'],
    texts: {
      en: `Hello {{requester.name}},

a restart has put it right. If it comes back, answer this message: {{ticket.number}} is opened again then.

{{agent.name}}`,
      ru: `Здравствуйте, {{requester.name}}!

Перезапуск помог. Если проблема вернётся, ответьте на это сообщение: обращение {{ticket.number}} откроется снова.

{{agent.name}}`,
      ko: `안녕하세요, {{requester.name}} 님.

다시 시작하여 해결되었습니다. 문제가 다시 생기면 이 메시지에 답장해 주세요. {{ticket.number}} 건이 다시 열립니다.

{{agent.name}}`,
    },
  },
] as const;

/** Two that everybody can use, in three languages. */
export async function seedMacros(tx: Tx, by: string): Promise<void> {
  for (const { name, does, code, tags, texts } of macros) {
    const all = Object.entries(texts).map(([language, body]) => ({ language, body }));
    await tx.query(
      `INSERT INTO macro (id, name, tiers, sectors, texts, default_language, does, code, add_tags, remove_tags, changed_by)
       VALUES ($1, $2, '{}', '{}', $3, 'en', $4, $5, $6, '{}', $7)`,
      [newId(), name, JSON.stringify(all), does, code, [...tags], by],
    );
  }
}
