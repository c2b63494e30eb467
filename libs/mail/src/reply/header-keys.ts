import { phrases } from './phrases.js';

/** What a header says. `sent` is a date only mail programs put there by that name; `date` may stand in any text. */
export type HeaderKind = 'from' | 'sent' | 'date' | 'to' | 'cc' | 'subject' | 'other';

/**
 * The headers programs write above a quoted mail, by kind, in lower case, as in `From: Dana Fox`.
 * To add a language: add its words; a word may stand under one kind only.
 */
export const headerKeys: Readonly<Record<HeaderKind, readonly string[]>> = {
  from: phrases([
    'from | de | von | da | van | fra | från | lähettäjä | od | od koho | expéditeur | remitente',
    'mittente | remetente | absender | afzender | nadawca | odesílatel | odosielateľ | feladó | expeditor',
    'de la | frá | saatja | kellelt | nuo | šalje | pošiljatelj | kimden | gönderen | από',
    'от | отправитель | від | відправник | од | от кого | من | מאת | از | प्रेषक | từ | dari | จาก',
    '보낸 사람 | 보낸사람 | 발신 | 발신자 | 보내는사람 | 差出人 | 送信者 | 发件人 | 發件人 | 寄件者 | 寄件人',
  ]),
  sent: phrases([
    'sent | sent on | date sent | gesendet | gesendet am | envoyé | envoyé le | envoyé à | enviado | enviado el',
    'enviado em | enviada | enviada em | enviada a | inviato | inviato il | inviata | verzonden | verzonden op',
    'sendt | skickat | lähetetty | wysłano | wysłane | data wysłania | odesláno | odoslané | poslano | elküldve',
    'küldve | küldés ideje | trimis | saadetud | nosūtīts | išsiųsta | poslato | gönderildi | gönderme tarihi',
    'gönderilme tarihi | στάλθηκε | отправлено | дата отправки | надіслано | відправлено | изпратено | послато',
    'تم الإرسال | أُرسلت | נשלח | ارسال شده | đã gửi | gửi lúc | dikirim | terkirim | ส่ง | ส่งเมื่อ',
    '보낸 날짜 | 보낸날짜 | 보낸 시간 | 보낸시간 | 送信日時 | 送信日 | 发送时间 | 發送時間 | 寄件日期 | 傳送日期 | 发送日期',
    'message du',
  ]),
  date: phrases([
    'date | datum | data | fecha | dato | päivämäärä | päiväys | pvm | datum odeslání | dátum | kuupäev',
    'datums | tarih | ημερομηνία | дата | датум | التاريخ | תאריך | تاریخ | दिनांक | ngày | tanggal | วันที่',
    '날짜 | 日付 | 日時 | 日期 | 时间 | 時間',
  ]),
  to: phrases([
    'to | an | à | a | para | aan | til | till | vastaanottaja | do | komu | pro | címzett | către | catre',
    'destinataire | destinatario | destinatário | empfänger | adresat | kellele | saaja | kam | kime | alıcı',
    'prima | za | gavėjas | προς | кому | до | до кого | за | إلى | الى | אל | به | प्रति | đến | tới',
    'kepada | ke | ถึง | 받는 사람 | 받는사람 | 수신 | 수신자 | 宛先 | 收件人 | 收件者',
  ]),
  cc: phrases([
    'cc | kopie | copie | copie à | copia | kopi | kopia | kopio | kópia | másolatot kap | másolat | dw | do wiadomości',
    'bcc | cci | cco | ccn | bilgi | κοιν | копия | копія | skp | نسخة | עותק | העתק | रूपि | tembusan | สำเนา',
    '참조 | 숨은참조 | 抄送 | 副本 | 密件副本',
  ]),
  subject: phrases([
    'subject | betreff | objet | asunto | assunto | oggetto | onderwerp | emne | ämne | aihe | temat | předmět',
    'predmet | vec | tárgy | subiect | efni | teema | temats | tema | konu | θέμα | тема | относно | предмет',
    'assumpte | الموضوع | موضوع | נושא | הנדון | विषय | chủ đề | tiêu đề | perihal | subjek | เรื่อง | หัวเรื่อง',
    '제목 | 件名 | 主题 | 主題 | 主旨',
  ]),
  other: phrases([
    'reply-to | reply to | organization | importance | priority | attachments | attachment | message-id | wichtigkeit',
    'priorität | importancia | importância | antwort an | répondre à | responder a | rispondi a | resent-from',
    'allegati | anlagen | pièces jointes | datos adjuntos | anexos | bijlagen | importantie | urgentie | важность | вложения',
    '첨부 | 添付ファイル | 附件 | category | sensitivity | x-mailer | mailed-by | signed-by',
  ]),
};
