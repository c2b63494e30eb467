/** The languages in which promises are explained. */
export const languages = ['en', 'ru', 'ko'] as const;
export type Language = (typeof languages)[number];
