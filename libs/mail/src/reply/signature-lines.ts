import { phrases } from './phrases.js';

/** Signatures programs add by themselves: the line begins with one of these (lower case) and goes on with a device or a program. */
export const sentFrom: readonly string[] = phrases([
  'sent from | sent with | sent via | sent using | sent wirelessly from | sent on the go | get outlook for | sent by',
  'gesendet von | von meinem | gesendet mit | gesendet über | diese nachricht wurde von meinem | versendet von | verschickt von',
  'holen sie sich outlook für | outlook für',
  "envoyé de | envoyé depuis | envoyé avec | envoyé à partir de | envoyé sans fil | envoyé d' | envoyé via | télécharger outlook pour | obtenez outlook pour",
  'enviado desde | enviado con | enviado de | obtener outlook para | enviado a través',
  'enviado do | enviado a partir | enviado pelo | enviado por | enviado via | enviada do | obter o outlook para | baixar o outlook',
  'inviato da | inviato dal | inviato con | scarica outlook per | ottieni outlook per | inviata da',
  'verstuurd vanaf | verzonden vanaf | verzonden vanuit | verstuurd vanuit | verzonden met | verstuurd via | verzonden via | outlook voor | verstuurd met',
  'sendt fra | sendt med | hent outlook til | få outlook for | skickat från | skickades från | skickat med | hämta outlook för | skaffa outlook för',
  'lähetetty | hanki outlook | wysłane z | wysłano z | pobierz outlooka | wysłane przez | pobierz outlook | odesláno z | odoslané z | získat outlook',
  'poslano s | poslano iz | poslato sa | elküldve | küldve | trimis de pe | trimis din | saadetud | nosūtīts | išsiųsta',
  "αποστολή από | στάλθηκε από | εστάλη από | iphone’umdan gönderildi | iphone'umdan gönderildi | ipad'imden gönderildi",
  'отправлено с | отправлено из | отправлено через | послано с | отправлено от | надіслано з | відправлено з | изпратено от',
  'أُرسلت من | ارسلت من | تم الإرسال من | نُشر من | נשלח מ | đã gửi từ | được gửi từ | gửi từ | dikirim dari | ส่งจาก',
  '나의 | 내 iphone에서 | 내 ipad에서 | 아이폰에서 | iphone에서 | ipad에서 | galaxy에서 | 갤럭시에서',
  'iphoneから送信 | ipadから送信 | androidから送信 | iphone から送信 | outlook for | 发自我的 | 發自我的 | 从我的 | 從我的 | 发送自 | 获取 outlook | 發送自 | 来自我的',
]);

/** And how such a line ends in languages that put the word last. */
export const sentFromEndings: readonly string[] = phrases([
  'gesendet | küldve | gönderildi | 에서 보냄 | 에서 보냈습니다 | 에서 전송 | 에서 보낸 메일 | から送信 | より送信 | 发送 | 發送 | 傳送',
]);

/** Devices, programs and networks: with one of them a line that begins as above is surely a program's. */
export const devices: readonly string[] = phrases([
  'iphon | ipad | ipod | android | outlook | blackberry | samsung | galaxy | huawei | xiaomi | redmi | oneplus | pixel',
  'nokia | htc | motorola | sony | xperia | lg | windows | mail | mailbox | gmail | yahoo | proton | protonmail | spark',
  'sparrow | thunderbird | mailspring | airmail | acompli | newton | typeapp | bluemail | aquamail | k-9 | fairemail | mobile',
  'phone | smartphone | handy | téléphone | tablet | tablette | device | móvil | telemóvel | telefon | ios | mac | workspace',
  'superhuman | front | hey | zoho | yandex | mail.ru | почты | телефона | устройства | fastmail | gmx | web.de | wiko',
  'アイフォン | スマートフォン | 휴대폰 | 手机 | 手機 | 갤럭시 | 스마트폰 | メール | 邮件 | mobiltelefon | telefoon | cellulare | celular',
]);

/** Closing words, in lower case, without the comma. A line of nothing else, above a name, begins the signature. */
export const closings: readonly string[] = phrases([
  'regards | best regards | kind regards | warm regards | warmest regards | kindest regards | many regards | with regards | with best regards',
  'with kind regards | best | all the best | best wishes | with best wishes | cheers | thanks | thank you | many thanks | thanks again | thx | tia',
  'thanks and regards | thanks & regards | thanks in advance | thank you in advance | thank you very much | thanks a lot | thanks so much | br | rgds | kr',
  'sincerely | yours sincerely | sincerely yours | yours truly | yours faithfully | respectfully | yours | cordially | take care | warmly | ta',
  'mit freundlichen grüßen | mit freundlichen grüssen | mit freundlichem gruß | mit freundlichem gruss | freundliche grüße | freundliche grüsse',
  'viele grüße | viele grüsse | beste grüße | beste grüsse | liebe grüße | liebe grüsse | schöne grüße | herzliche grüße | herzliche grüsse | grüße | gruß | gruss',
  'mfg | vg | lg | mit besten grüßen | mit besten grüssen | danke | vielen dank | danke im voraus | danke und gruß | danke und viele grüße | hochachtungsvoll',
  'cordialement | bien cordialement | très cordialement | cdlt | cdt | bien à vous | sincèrement | salutations | meilleures salutations | amicalement | merci',
  "salutations distinguées | merci d’avance | merci d'avance | bonne journée | bonne réception | respectueusement | merci beaucoup",
  'saludos | un saludo | saludos cordiales | atentamente | atte | cordialmente | muchas gracias | gracias | un cordial saludo | gracias de antemano | muy atentamente',
  'reciba un cordial saludo | salutacions | salutacions cordials | gràcies | moltes gràcies',
  'atenciosamente | att | cumprimentos | com os melhores cumprimentos | melhores cumprimentos | obrigado | obrigada | muito obrigado | muito obrigada | abraços | abraço',
  'cordiais saudações | desde já agradeço | grato | grata | saudações',
  'cordiali saluti | cordiale saluto | distinti saluti | saluti | un saluto | grazie | grazie mille | tanti saluti | grazie e saluti | cordialità | buona giornata',
  'met vriendelijke groet | met vriendelijke groeten | vriendelijke groet | vriendelijke groeten | groet | groeten | groetjes | mvg | hartelijke groet | bedankt | alvast bedankt',
  'met hartelijke groet | dank je wel | hoogachtend | dank u wel | dank',
  'med venlig hilsen | venlig hilsen | mvh | hilsen | de bedste hilsner | bedste hilsner | tak | på forhånd tak | mange tak | med vennlig hilsen | vennlig hilsen | takk',
  'med vänlig hälsning | med vänliga hälsningar | vänliga hälsningar | vänlig hälsning | hälsningar | tack | tack på förhand | bästa hälsningar | med hilsen | takk på forhånd',
  'ystävällisin terveisin | terveisin | parhain terveisin | yt | t | kiitos | kiitos etukäteen | kveðja | með kveðju | bestu kveðjur | lugupidamisega | tervitades | parimate soovidega',
  'ar cieņu | pagarbiai | su pagarba',
  'pozdrawiam | pozdrawiam serdecznie | serdecznie pozdrawiam | z poważaniem | z wyrazami szacunku | pozdrowienia | dziękuję | dzięki | z góry dziękuję | z pozdrowieniami',
  's pozdravem | s pozdravom | pozdrav | zdravím | děkuji | díky | ďakujem | s přátelským pozdravem | s úctou | lep pozdrav | lp | hvala | s poštovanjem | srdačan pozdrav | lijep pozdrav',
  's poštovanjem | с поштовањем | поздрав | üdvözlettel | tisztelettel | üdv | köszönettel | köszönöm | cu stimă | cu respect | mulțumesc | toate cele bune | o zi bună',
  'saygılarımla | saygılarımızla | iyi çalışmalar | teşekkürler | sevgiler | selamlar | i̇yi çalışmalar | με εκτίμηση | ευχαριστώ | φιλικά | ευχαριστώ πολύ',
  'с уважением | c уважением | с наилучшими пожеланиями | всего доброго | спасибо | заранее спасибо | благодарю | с наилучшими | с приветом | искренне ваш | искренне ваша | с благодарностью',
  'всего хорошего | хорошего дня | з повагою | дякую | щиро дякую | з найкращими побажаннями | наперед дякую | с уважение | поздрави | благодаря',
  'مع التحية | تحياتي | مع أطيب التحيات | شكرا | شكراً | وتفضلوا بقبول فائق الاحترام | בברכה | תודה | תודה רבה | בכבוד רב | با احترام | با تشکر | धन्यवाद | सादर',
  'trân trọng | thân mến | cảm ơn | xin cảm ơn | hormat saya | salam | terima kasih | salam hormat | ขอแสดงความนับถือ | ขอบคุณ | ขอบคุณค่ะ | ขอบคุณครับ',
  '감사합니다 | 감사드립니다 | 고맙습니다 | 수고하세요 | 수고하십시오 | 안녕히 계세요 | 드림 | 감사합니다 드림',
  'よろしくお願いいたします | よろしくお願いします | 宜しくお願い致します | 宜しくお願いいたします | よろしくお願い致します | 以上 | 敬具 | ありがとうございます',
  '以上、よろしくお願いいたします | 何卒よろしくお願いいたします | どうぞよろしくお願いいたします',
  '此致 | 敬礼 | 祝好 | 谢谢 | 謝謝 | 致敬 | 顺祝商祺 | 敬上 | 此致 敬礼 | 此致敬礼 | 祝 好 | 非常感谢',
]);

/** What lines are about that a mailing list puts below a mail: below a rule they are no news. */
export const footers: readonly string[] = phrases([
  'mailing list | mailman | unsubscribe | listinfo | https://lists. | http://lists. | list archive | google groups',
  'you received this message because | abmelden | se désabonner | darse de baja | отписаться',
]);

/** What lines are about that a company's gateway puts below every mail: they are no comment on a quotation above them. */
export const disclaimers: readonly string[] = phrases([
  'disclaimer | confidential | privileged | intended recipient | scanned for viruses | virus-free | avast',
  'vertraulich | confidentiel | confidencial | riservat | vertrouwelijk | poufne | конфиденциальн | 기밀 | 机密 | 機密',
]);
