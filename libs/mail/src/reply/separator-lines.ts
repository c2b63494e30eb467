import { phrases } from './phrases.js';

/**
 * What programs write between dashes above a quoted mail, in lower case: `-----Original Message-----`.
 * Everything below is the earlier mail. To add a language: add its words.
 */
export const originalMessages: readonly string[] = phrases([
  'original message | reply message | original email | original appointment | original mail | replied message',
  'ursprüngliche nachricht | ursprungliche nachricht | antwort nachricht | original-nachricht | originalnachricht',
  'originalmeldung | original nachricht | ursprüngliche mail | ursprünglicher termin',
  "message d’origine | message d'origine | message original | e-mail d'origine | courriel original | message initial",
  'mensaje original | mensaje de origen | correo original | missatge original | mensagem original',
  'messaggio originale | messaggio originario | oorspronkelijk bericht | oorspronkelijke bericht | origineel bericht',
  'oprindelig meddelelse | oprindelig besked | original meddelelse | original besked | opprinnelig melding',
  'opprinnelig beskjed | original melding | ursprungligt meddelande | originalmeddelande | ursprungligt mail',
  'alkuperäinen viesti | alkuperäinen sähköposti | upprunaleg skilaboð | algne kiri | algne sõnum | sākotnējais ziņojums',
  'pradinis pranešimas | pirminis pranešimas | wiadomość oryginalna | oryginalna wiadomość | wiadomość pierwotna',
  'původní zpráva | původní e-mail | originální zpráva | pôvodná správa | izvirno sporočilo | izvorna poruka',
  'originalna poruka | izvorna poruka | оригинална порука | eredeti üzenet | mesaj original | mesajul original',
  'orijinal mesaj | orjinal mesaj | özgün ileti | asıl ileti | i̇leti | αρχικό μήνυμα | исходное сообщение',
  'исходное письмо | оригинальное сообщение | первоначальное сообщение | вихідне повідомлення | оригінальне повідомлення',
  'початкове повідомлення | оригинално съобщение | първоначално съобщение | الرسالة الأصلية | رسالة أصلية | הודעה מקורית',
  'پیام اصلی | मूल संदेश | tin nhắn gốc | thư gốc | thư ban đầu | pesan asli | ข้อความต้นฉบับ | ข้อความดั้งเดิม',
  '원본 메시지 | 원본 메세지 | 원본메시지 | 원본메일 | 원본 메일 | 元のメッセージ | オリジナルメッセージ | original message',
  '原始邮件 | 原始郵件 | 原邮件 | 原始邮件信息 | 原始訊息 | 原始信件 | 回复的原邮件 | 回复邮件',
]);

/**
 * What programs write above a mail that is passed on. The customer passes on the problem itself: it is kept.
 * Those marked by dashes and those that stand alone are told apart by no rule: both are matched whole.
 */
export const forwardedMessages: readonly string[] = phrases([
  'forwarded message | begin forwarded message | forwarded mail | forwarded email | forwarded by | fwd | forwarded',
  'start of forwarded message | weitergeleitete nachricht | anfang der weitergeleiteten nachricht | weitergeleitete mail',
  'beginn der weitergeleiteten nachricht | weitergeleitete e-mail | message transféré | message transmis | début du message transféré',
  'début du message réexpédié | e-mail transféré | mensaje reenviado | inicio del mensaje reenviado | comienza el mensaje reenviado',
  'missatge reenviat | mensagem encaminhada | mensagem reencaminhada | início da mensagem encaminhada | início da mensagem reencaminhada',
  'messaggio inoltrato | inizio messaggio inoltrato | inizio del messaggio inoltrato | doorgestuurd bericht | begin doorgestuurd bericht',
  'videresendt meddelelse | videresendt besked | start på videresendt besked | videresendt melding | videresendt e-post',
  'vidarebefordrat meddelande | vidarebefordrat mail | vidarebefordrat brev | välitetty viesti | edelleenlähetetty viesti',
  'wiadomość przekazana dalej | przekazana wiadomość | wiadomość przekazana | początek przekazywanej wiadomości',
  'přeposlaná zpráva | předaná zpráva | začátek přeposlané zprávy | preposlaná správa | posredovano sporočilo | proslijeđena poruka',
  'prosleđena poruka | továbbított üzenet | mesaj redirecționat | mesaj redirectionat | iletilen mesaj | iletilmiş mesaj | yönlendirilen ileti',
  'προωθημένο μήνυμα | пересылаемое сообщение | пересланное сообщение | перенаправленное сообщение | начало переадресованного сообщения',
  'пересланное письмо | начало пересылаемого сообщения | переслане повідомлення | переадресоване повідомлення | препратено съобщение',
  'رسالة معاد توجيهها | رسالة مُعاد توجيهها | הודעה שהועברה | הודעה מועברת | پیام هدایت‌شده | अग्रेषित संदेश | tin nhắn được chuyển tiếp | thư chuyển tiếp',
  'pesan terusan | pesan yang diteruskan | ข้อความที่ส่งต่อ | 전달된 메시지 | 전달된 메일 | 전달 메시지 | 転送メッセージ | 転送されたメッセージ',
  '转发的邮件 | 轉寄郵件 | 转发邮件 | 轉寄的郵件 | 转发邮件信息 | 轉寄訊息',
]);

/** Lines helpdesks put above what they send, so that an answer stands over them. Everything from there is the earlier mail. */
export const replyAbove: readonly string[] = phrases([
  'reply above this line | type your reply above this line | please reply above this line | write above this line',
  'please type your reply above this line | enter your reply above this line | respond above this line',
  'bitte antworten sie oberhalb dieser zeile | antworten sie oberhalb dieser zeile | bitte geben sie ihre antwort oberhalb dieser zeile ein',
  'répondre au-dessus de cette ligne | répondez au-dessus de cette ligne | responda por encima de esta línea | responder por encima de esta línea',
  'responda acima desta linha | rispondi sopra questa riga | antwoord boven deze regel | odpowiedz powyżej tej linii',
  'пишите ответ выше этой строки | ответьте выше этой строки | введите ответ над этой строкой | 이 줄 위에 답장을 작성해 주세요 | 이 줄 위에 답장',
  'この行より上に返信 | 请在此行上方回复',
]);
