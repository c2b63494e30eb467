/** How mail programs begin the subject of an answer given while somebody is away, by language; lower case. */
const AWAY: readonly string[] = [
  // English
  'automatic reply',
  'automatic response',
  'automated reply',
  'automated response',
  'auto reply',
  'auto-reply',
  'autoreply',
  'auto response',
  'auto-response',
  'autoresponse',
  'out of office',
  'out-of-office',
  'out of the office',
  'ooo',
  'oof',
  'away from the office',
  'away from office',
  'on vacation',
  'on holiday',
  'on leave',
  'on annual leave',
  'on parental leave',
  'vacation reply',
  'vacation response',
  'vacation notice',
  'away message',
  'i am away',
  "i'm away",
  'i am out of the office',
  "i'm out of the office",
  'away until',
  // German
  'automatische antwort',
  'automatische rückantwort',
  'abwesenheitsnotiz',
  'abwesenheitsnachricht',
  'abwesenheitsmeldung',
  'abwesenheit',
  'abwesend',
  'nicht im büro',
  'außer haus',
  'im urlaub',
  'urlaub',
  // French
  'réponse automatique',
  'reponse automatique',
  "message d'absence",
  'absence du bureau',
  'absent du bureau',
  'notification d’absence',
  "notification d'absence",
  'en congé',
  'en congés',
  // Spanish
  'respuesta automática',
  'respuesta automatica',
  'fuera de la oficina',
  'fuera de oficina',
  'ausente de la oficina',
  'de vacaciones',
  // Portuguese
  'resposta automática',
  'resposta automatica',
  'ausência temporária',
  'fora do escritório',
  'fora do escritorio',
  'ausente do escritório',
  'de férias',
  // Italian
  'risposta automatica',
  'fuori sede',
  'fuori ufficio',
  'in ferie',
  // Dutch
  'automatisch antwoord',
  'afwezigheidsbericht',
  'afwezigheidsmelding',
  'afwezig',
  'niet op kantoor',
  'buiten kantoor',
  // Russian, Ukrainian, Belarusian, Bulgarian, Serbian
  'автоматический ответ',
  'автоответ',
  'автоответчик',
  'нет на месте',
  'меня нет в офисе',
  'вне офиса',
  'в отпуске',
  'автоматична відповідь',
  'автоматична вiдповiдь',
  'автовідповідь',
  'у відпустці',
  'аўтаматычны адказ',
  'автоматичен отговор',
  'извън офиса',
  'аутоматски одговор',
  // Polish, Czech, Slovak, Slovenian, Croatian
  'automatyczna odpowiedź',
  'odpowiedź automatyczna',
  'autoodpowiedź',
  'poza biurem',
  'nieobecność',
  'na urlopie',
  'automatická odpověď',
  'automatická odpoveď',
  'automatic odpoved',
  'mimo kancelář',
  'mimo kanceláriu',
  'nepřítomnost',
  'dovolená',
  'samodejni odgovor',
  'odsotnost',
  'automatski odgovor',
  'izvan ureda',
  // Swedish, Danish, Norwegian, Finnish, Icelandic
  'autosvar',
  'automatiskt svar',
  'frånvaromeddelande',
  'ej på kontoret',
  'inte på kontoret',
  'på semester',
  'automatisk svar',
  'ikke til stede',
  'ikke på kontoret',
  'fravær',
  'på ferie',
  'fraværsassistent',
  'fraværende',
  'automaattinen vastaus',
  'poissaoloviesti',
  'poissa toimistosta',
  'lomalla',
  'sjálfvirkt svar',
  // Turkish, Hungarian, Romanian, Greek
  'otomatik yanıt',
  'otomatik cevap',
  'ofis dışında',
  'ofis dışındayım',
  'izindeyim',
  'automatikus válasz',
  'irodán kívül',
  'szabadságon',
  'răspuns automat',
  'raspuns automat',
  'în afara biroului',
  'în concediu',
  'αυτόματη απάντηση',
  'εκτός γραφείου',
  // Baltic
  'automātiska atbilde',
  'automatinis atsakymas',
  'automaatne vastus',
  'automaatvastus',
  // Hebrew, Arabic, Persian
  'תשובה אוטומטית',
  'מענה אוטומטי',
  'מחוץ למשרד',
  'رد تلقائي',
  'الرد التلقائي',
  'خارج المكتب',
  'پاسخ خودکار',
  // Korean, Japanese, Chinese, Vietnamese, Thai, Indonesian, Hindi
  '자동 회신',
  '자동회신',
  '자동 응답',
  '자동응답',
  '부재중',
  '부재 중',
  '自動応答',
  '自動返信',
  '不在',
  '休暇',
  '自动答复',
  '自动回复',
  '自動回覆',
  '自動答覆',
  '外出',
  '休假',
  'trả lời tự động',
  'ข้อความตอบกลับอัตโนมัติ',
  'ตอบกลับอัตโนมัติ',
  'balasan otomatis',
  'स्वचालित उत्तर',
];

const LONGEST_FIRST = [...AWAY].sort((a, b) => b.length - a.length);

/** After the phrase: nothing that makes it a sentence about the phrase. */
const ENDS = /^\s*(?:[!.]*$|[:：|\]】)）]|[-–—]\s|re:|aw:)/i;
const UNTIL =
  /^\s*(?:until|till|through|from|since|bis|vom|ab|jusqu|du|hasta|del|até|fino|dal|tot|до|с|od|do|till|fram|til|indtil|saakka|asti)(?:\s|'|$)/i;
/** Words of somebody who writes about the machinery. */
const ABOUT =
  /not work|doesn'?t work|isn'?t|broken|fail|problem|issue|error|how (?:do|can|to)|cannot|can't|help|set ?up|setting|disable|enable|turn (?:on|off)|configur|stop|funktioniert|fehler|ne (?:fonctionne|marche)|no funciona|não funciona|не работает|настро|안 ?됩|작동|できない|\?/i;

/**
 * How sure a subject is to be that of an answer given while somebody is away: `sure` (a phrase, then a colon or a date),
 * `maybe` (only the phrase, or words about the machinery: believe it of an answer), `no`. A reply to such an answer ("Re: Automatic reply") is `no`.
 */
export function awaySubject(subject: string): 'sure' | 'maybe' | 'no' {
  const text = subject
    .slice(0, 500)
    .toLowerCase()
    .normalize('NFC')
    .replaceAll('’', "'")
    .replace(/^[\s[【(*]+/, '');
  if (text.startsWith('auto:')) return 'maybe';
  const phrase = LONGEST_FIRST.find((one) => text.startsWith(one));
  if (phrase === undefined) return 'no';
  const rest = text.slice(phrase.length);
  if (UNTIL.test(rest)) return ABOUT.test(rest) ? 'no' : 'sure';
  if (!ENDS.test(rest)) return 'no';
  if (/^\s*[!.]*$/.test(rest)) return phrase.endsWith('until') ? 'no' : 'maybe';
  if (ABOUT.test(rest)) return 'maybe';
  return 'sure';
}
