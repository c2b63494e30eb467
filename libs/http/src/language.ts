import { languages, type Language } from '#domain';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';

/** Sentences are answered in this language. */
export const languageField = z
  .enum(languages)
  .optional()
  .meta({ description: 'Of the sentences in the answer; left out, what `Accept-Language` asks for, else English.' });

/** The query of an endpoint that answers with sentences. */
export const languageQuery = z.strictObject({ language: languageField });
export type LanguageQuery = z.output<typeof languageQuery>;

/** The language to answer in, as the query or the headers ask for it; the answer says which it is. */
export function answerIn(reply: FastifyReply, asked: Language | undefined): Language {
  const language = asked ?? preferred(reply.request.headers['accept-language'] ?? '');
  void reply.header('content-language', language).header('vary', 'accept-language');
  return language;
}

/** The one of ours that an `Accept-Language` likes best (RFC 9110); English when it names none. */
export function preferred(header: string): Language {
  let [best, liking] = ['en' as Language, 0];
  for (const range of header.slice(0, MOST_HEADER).split(',')) {
    const [tag = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    const quality = parameters.find((each) => each.startsWith('q='));
    const weight = quality === undefined ? 1 : Number(quality.slice(2));
    const language = languages.find((each) => tag === each || tag.startsWith(`${each}-`));
    if (language && weight > liking) [best, liking] = [language, weight];
  }
  return best;
}

const MOST_HEADER = 1_000;
