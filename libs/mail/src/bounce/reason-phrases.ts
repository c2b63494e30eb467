import type { BounceReason } from './delivery-report.js';

/** `general`: words so common that a telling status code goes before them. */
export type ReasonPhrases = readonly [reason: BounceReason, phrases: readonly string[], weight: 'general' | undefined];

/** A line of the table: phrases are parted by `|`. */
const line = (reason: BounceReason, phrases: string, weight?: 'general'): ReasonPhrases => [
  reason,
  phrases.split('|').map((phrase) => phrase.trim()),
  weight,
];

/**
 * Words of mail servers and the reason they mean, the most telling first: the first line that fits decides.
 * Compared with `plain()` text (lower case, single spaces, no addresses); `…` stands for a few other words.
 * A new wording goes into the line of its reason; a line's place matters only against lines it overlaps with.
 */
export const REASON_PHRASES: readonly ReasonPhrases[] = [
  line('filtered', `recipient preferences`),
  line('policyviolation', `banned: | banned file | banned attachment`),
  line(
    'virusdetected',
    `potentially executable attachment | prohibited virus | recent viruses | malicious_url | malicious url
     | virus detected | virus found | virus infected | infected with | contains a virus | contain a virus
     | contains virus | containing a virus | contains malware | malware detected | malware found | virus/malware
     | virus … detected | virus … found | mcspamsignature | virus signature | infected message
     | infected attachment | infected file | message … infected | considered … virus | suspected virus
     | possible virus | content … malware | file name … not allowed | email was rejected … virus | known virus
     | viruses were found | dangerous extension | potentially dangerous content | attachment … not allowed
     | attachment … prohibited | attachment types`,
  ),
  line(
    'mailboxfull',
    `space not enough | space is not enough | casilla … agotado | casilla … llena | casilla llena | buzón lleno
     | espacio … agotado | speicherplatz | переполнен | превышена квота | quota superata | casella … piena
     | full mailbox | not have enough space | disc quota | diskspace quota | space has been used up
     | not sufficient disk space | mailbox would exceed | exceeding receiving limits | exceeded the local limit
     | too many messages on the server | cannot update mailbox … too large
     | error writing message: file too large | user quota | mailbox full | mailbox is full
     | mailbox is currently full | mailbox … is full | mailbox for … full | mailbox quota | mailbox size limit
     | mailbox exceeds | mailbox has exceeded | mailbox has reached | mailbox over | mailbox is over
     | mailbox … exceeded | mail box full | mail box is full | mail folder is full | mailfolder is full
     | mbox full | mailfile is full | inbox is full | inbox full | over quota | overquota | over the quota
     | over his quota | over its quota | over their quota | over the allowed quota | over the maximum allowed
     | exceeded quota | exceeded storage | exceed storage | exceeded … quota | exceeds … quota | exceed … quota
     | exceeding … quota | exceeded … disk space | exceeded … mailbox | exceed mailbox | quota exceed
     | quota is exceeded | quota limit | quota reached | quota violation | quotaexceeded | quota full
     | quota is full | quota … exceeded | storage quota | storage space | storage limit | storage … full
     | disk quota | hard quota | soft quota | out of quota | not enough disk space | not enough storage
     | not enough space | no space left in mailbox | insufficient disk space | insufficient space
     | insufficient quota | insufficient mailbox | low on disk | account is full | account full
     | account has exceeded | account is over | account is exceeding | account … exceeded | exceeded … space
     | exhausted … storage | exhausted allowed storage | user has too many messages
     | too many messages in the mailbox | too many messages on this mailbox | too much mail | user is over
     | out of space | maildir delivery failed: userover | size of mailbox | maximum mailbox size
     | max message file size exceeded | boite du destinataire pleine | boîte du destinataire pleine
     | boite aux lettres … pleine | boîte aux lettres … pleine | quota depasse | quota dépassé | postfach … voll
     | postfach ist voll | buzón … lleno | caixa postal cheia | caixa … cheia | casella piena | メールボックスの容量
     | 容量を超え | 容量がいっぱい | メールボックスがいっぱい | 信箱已满 | 邮箱已满 | 邮箱空间不足 | 메일함이 가득`,
  ),
  line(
    'mesgtoobig',
    `incoming message size | too big for the specified priority | sendsizelimit | line limit exceeded | message too large
     | message too big | message is too large | message is too big | message was too large | message file too big
     | message size exceed | message size is too | message size limit | message size ( | message length exceeds
     | message exceeds | message exceeded | message … exceeds … size | exceeds the maximum message size
     | exceeds maximum message size | exceeds size limit | exceeds the size limit | exceeds maximum size
     | exceeds the maximum size | exceeds fixed maximum | exceeded maximum message size
     | exceeds the maximum allowed | message … larger than | larger than the current system limit
     | larger than the … limit | mail is too large | mail too large | mail size limit | mail size exceed
     | size of the message … exceeds | size exceeds | size … exceeds limit | size limit for incoming messages
     | attachment is too large | message header size | body too large | nachricht ist zu groß | nachricht zu groß
     | message trop volumineux | mensaje … demasiado grande`,
  ),
  line(
    'suspend',
    `falta de uso | ha expirado | cuenta … suspendida | cuenta … inactiva | conta … suspensa
     | conta … desativada | konto … gesperrt | konto … deaktiviert | учетная запись … заблокирован
     | аккаунт … заблокирован | ящик … заблокирован | user is terminated | no longer accepts mail
     | archived recipient | temporarily inactive | inactive account | disabled or discontinued
     | has been deactivated | is suspended | account disabled | account is disabled | account has been disabled
     | account … is disabled | account … disabled | account … suspended | account suspended | account inactive
     | account is inactive | account … inactive | account is locked | account locked | account … locked
     | account … blocked | account … closed | account … cancelled | account … terminated | account … deactivated
     | account deactivated | account expired | account … expired | account not activated | account … not active
     | account is unavailable | account is temporarily | account unavailable
     | account that you tried to reach is disabled | account … over the limit | boite du destinataire archivee
     | boîte du destinataire archivée | boite … inactive | compte … bloqué | disabled recipient address
     | disabled mailbox | disabled user | domain … suspended | email account … inactive | recipient suspend
     | recipient … suspended | recipient … inactive | recipient … disabled | recipient is disabled
     | mailbox disabled | mailbox is disabled | mailbox … disabled | mailbox inactive | mailbox is inactive
     | mailbox … inactive | mailbox is frozen | mailbox … frozen | mailbox frozen | mailbox … blocked
     | mailbox is blocked | mailbox … suspended | mailbox … locked | mailbox unavailable or access denied
     | mailbox currently suspended | mailbox temporarily disabled | user account … disabled | user suspended
     | user … suspended | user is inactive | user … inactive | user disabled | user … disabled | user … locked
     | inactive user | address … suspended | is currently suspended | is temporarily locked | has been suspended
     | temporary account suspension | vacation mode | this address is no longer accepting | no longer active
     | is not active | not a active | deactivated mailbox | dormant | user account is overquota and frozen`,
  ),
  line(
    'hasmoved',
    `no forwarding address | mailbox owner has changed | domain owner has changed | has been replaced by
     | has moved to | has moved; please try | has changed to | user not local; please try | user has moved
     | recipient has moved | mailbox has moved | mailbox … moved | address … has changed | no longer on server
     | new address is | address has been changed | please update your address book`,
  ),
  line(
    'authfailure',
    `authentication failure ( | validation failed … spf | dmarc | spf check failed | spf check: fail
     | spf … fail | spf … softfail | spf … reject | spf: | spf ( | spf validation | bad spf | spf record
     | spf … not authorized | spf … not permitted | openspf | sender policy framework | sender id (pra) | dkim
     | domainkeys | arc validation | authentication checks failed | unauthenticated email | is not authenticated
     | fails sender authentication | message … fails to pass authentication | does not pass authentication
     | doesn't pass authentication | did not pass authentication | does not pass … authentication checks
     | not pass authentication checks | failed … authentication check | not authorized to use … domain
     | is not allowed to send mail from | is not allowed to send from | not designated as … sender
     | authentication-results | unauthenticated mail is prohibited | sender domain … authentic
     | require … authentication to pass | sender unauthenticated`,
  ),
  line(
    'norelaying',
    `relay access denied | relay access is denied | relaying denied | relay denied | relay not permitted
     | relaying not permitted | relaying not allowed | relay not allowed | relay is not allowed
     | relay prohibited | relaying is prohibited | relaying … prohibited | relay operation rejected
     | relaying mail to | relaying … is not | relaying through | unable to relay | can't relay | won't relay
     | don't relay | not relay | no relaying | not permitted to relay | not allowed to relay
     | not authorized to relay | relay from your ip | insecure mail relay
     | mail server requires authentication when attempting to send to a non-local | not a gateway
     | not an open relay | allowed rcpthosts | that domain isn | this system is not configured to relay
     | email address is not verified | specified domain is not allowed | as a relay | requested mail relay`,
  ),
  line(
    'requireptr',
    `generic dns ptr | access forbidden by your ip | unverifyable | ptr record | ptr lookup | no ptr
     | missing ptr | valid ptr | matching ptr | rdns | reverse dns | reverse-dns | reverse lookup
     | cannot find your hostname | cannot resolve your address | cannot find reverse
     | can't determine purported responsible | could not be resolved to a name | could not resolve your ip
     | unresolvable relay host | unresolvable ip | unresolved reverse | reverse address | ip name lookup failed
     | ip … not resolv | ip address … does not resolve | client host rejected: cannot find your
     | forward-confirmed | reverse hostname | all mail servers must have a ptr | domain name … no reverse
     | no dns name for | does not have a valid hostname | host name … does not match ip
     | does not resolve to a fully qualified`,
  ),
  line(
    'notcompliantrfc',
    `missing a valid messageid | barelinefeed | non-compliant | not compliant | not rfc compliant
     | rfc 5322 compliant | rfc 5322 section | rfc5322 | rfc 5321 | rfc 2822 | rfc2822 | rfc 822
     | rfc822 compliant | rfc compliance | rfc-compliant | duplicate header | header duplicat
     | multiple … addresses in from: header | multiple … from: header | missing … header | header … missing
     | bare lf | bare linefeed | bare newline | bare carriage return | missing date header | invalid message-id
     | malformed message-id | message is not rfc`,
  ),
  line(
    'badreputation',
    `bad reputation | poor reputation | low reputation | reputation score | reputation of your
     | reputation of the | reputation is | poor domain reputation | ip reputation | ip … reputation
     | sender reputation | senderscore | domain … reputation | ip/domain reputation`,
  ),
  line('speeding', `too many recipients … hour | too many messages … hour | limit … per hour | limit … per day`),
  line(
    'toomanyconn',
    `too many recipients | too many rcpt | too many connections | too many concurrent | too many simultaneous
     | too many sessions | too many smtp sessions | concurrent connection | concurrency limit | connection rate
     | connection limit | connections limit | maximum number of connections | maximum connections
     | exceeded … connection | max number of connections | connection … rate limit | simultaneous connections
     | all available ips are at maximum connection | trop de connexions | connections from your host
     | connections from this host | connections from your ip | frequency limit | too busy`,
  ),
  line(
    'speeding',
    `ib607 | too fast | rate limit | ratelimit | rate-limit | sending rate | receiving rate | throttl
     | too many mails | too many emails | too many message | sending too many | sent too many
     | please try again slower | please slow down | messages rejected due to too many | mail rate | message rate
     | messages per hour | maximum number of messages | receiving mail at a rate | is receiving mail too quickly
     | unusual rate | exceeded the rate | exceeded … hourly | daily limit | hourly limit | sending quota | flood
     | velocity | submission quota`,
  ),
  line(
    'exceedlimit',
    `recipient limit | recipients limit | too many invalid recipients | maximum number of recipients
     | exceeds administrative limit | exceeds limit set by recipient`,
  ),
  line('policyviolation', `content presents a potential | potential security issue`),
  line(
    'mailererror',
    `command output | user output file | procmail: | couldn't create | command died with | maildrop:`,
  ),
  line('expired', `message expired | envelope expired | delivery time expired`),
  line(
    'blocked',
    `is listed | are listed | was listed | been listed | currently listed | listed by spam | ip … listed in
     | host … listed in | connection reset by peer | abus detecte | as a result of abuse | another helo
     | confirm this mail server | currently sending spam | bad ip profile | open proxy
     | may not be mail exchanger | mail from your location | requires confirmation | multi-blacklist
     | your access ip | has not passed validation | refused - see | connection refused - | connection refused.
     | connection refused for | your connection was refused | not authorized to send email directly
     | suspected spam ip | ip not in whitelist | send too fast | banned sender | access denied, traffic
     | traffic not accepted | client host | ip … is blocked | ip … blocked | ip … blacklist | ip … black list
     | ip … banned | ip … block list | ip … blocklist | ip address … listed | ip … not accepted
     | ip address … not allowed | ip range | ip source bloquee | ip source bloquée | host … blocked
     | host … blacklisted | host … listed | server … blocked | server … blacklist | server … black list
     | network … blocked | network … block list | blocked using | blocked by zen | blocked by rbl
     | blocked for abuse | blocked for spam | blocked - see | blocked, see | blocked; see | blocked see
     | rejected because … listed | rejected … rbl | is on our blacklist | is on … block list | is on … blacklist
     | spamhaus | spamcop | sorbs | barracudacentral | barracuda reputation | dnsbl | dynamic ip
     | dynamic/residential | dynamically allocated | dialup | dial-up | not accepting connections from
     | connections not accepted from | connection refused by | connection dropped | connection rejected
     | connection not allowed | connection denied | refuses to talk to you | access from ip address
     | access denied … ip | access denied. ip | access not allowed from | no access from mail server
     | bad sender ip | bad dns | bad helo | bad ehlo | bogus helo | invalid ehlo | invalid helo
     | helo command rejected | helo … rejected | helo/ehlo | helo name | helo hostname | require … helo
     | generic … hostname | banned sending ip | mail server … has been blocked | messages from … were not sent
     | messages from … weren't sent | messages from … have been | mail from … has been blocked
     | mail from … refused | part of their network is on our block list | not allowed to connect
     | sorry, your remotehost | please use the smtp server of your isp | smtp server … of your isp
     | we do not accept mail from | we don't accept mail from | temporarily blocked | temporarily banned
     | service refused, please try later. … spam | greylist | grey-list | graylist | try your request again
     | your ip | your network | your mail server … has been | from hosts with dynamic | your e-mail is redundant
     | unusual amount of unsolicited | esmtp not accepting connections | esmtp not accepting messages
     | domain … mismatches client ip | go away | hosts without | intrusion prevention
     | veuillez verifier la configuration de votre environnement | this system has been blocked
     | invalid ip for sending mail of domain | unsupported mail destination`,
  ),
  line(
    'spamdetected',
    `dt:spm | spam-like | our filters rate | header pattern match | mass mailer | detected that this message is
     | detected spam | identified spam | url in blacklist | refused due to spam | scored as spam
     | mail content denied | mail/answer/69585 | detected as spam | identified as spam | identified as … spam
     | classified as spam | marked as spam | considered spam | considered as spam | looks like spam
     | look like spam | recognized as spam | recognised as spam | regarded as spam | flagged as spam
     | flagged … as spam | rejected as spam | reject as spam | blocked as spam | tagged as spam
     | appears similar to spam | suspected spam | suspected as spam | suspicious of spam | probable spam
     | likely spam | is spam | be spam | spam message | spam mail | spam content | spam detected
     | spam … detected | spam … rejected | spam score | spam filter | spam-filter | spam reject | spam blocked
     | spam email | spam not accepted | spam refused | spam policy | spam check | spam rule | spam pattern
     | spam firewall | spam, | spam. | - spam | spamassassin | spamming | anti-spam | antispam | junk mail
     | junk email | ube, | ube) | unsolicited | bulk email filter | bulk mail | high probability of spam
     | message … content … rejected | content rejected | content filter | content … blocked | content … spam
     | contains spam | score too high | heuristics | phishing | blacklisted url | url … listed | url blacklist
     | surbl | uribl | mail rejete. mail rejected | mail rejeté | your message … blocked by … filter
     | rule imposed mailbox access | this message scored | killed by | bayes | spam signature | cloudmark
     | spamprobe`,
  ),
  line(
    'policyviolation',
    `mail with attachments | message given low priority | containing images | presents a potential
     | policy that prohibited | illegal attachment | organization policy | rejectmessage | content examination
     | content and attachment content guidelines | anti-spoofing | policy reasons | policy violation
     | violates policy | violation of policy | violated policy | violates our policy | policy restriction
     | local policy | site policy | security policy | domain policy | denied by policy | rejected by policy
     | against policy | blocked by policy | blocked by … policy | administrative policy | policy … reject
     | due to policy | email policy | message policy | because of policy | because of a policy | policies
     | header error | organizational settings | blocked by … administrator | closed mailing list
     | denied by … administrator | prohibited by … administrator | disallowed by | protocol violation
     | you have exceeded the maximum | for policy | message contains a forbidden
     | we have been receiving … unacceptable | forbidden … content | unacceptable content | content policy
     | banned content | delivery not authorized, message refused | we do not accept … attachment
     | message filtered | message refused by | rejected under | message prohibited`,
  ),
  line('blocked', `blocked due to | blocked because`),
  line(
    'rejected',
    `batv | bogus mail from | third-party dsn | emetteur invalide | émetteur invalide | from: domain is invalid
     | not a registered | returned mail not accepted | unsigned dsn | your access to submit messages
     | valid-address-filter | administrative prohibition | suspected bounce attacks | envelope blocked
     | senddenied | sendasdenied | permanently deferred | sender frequency | mail is rejected by recipients
     | domain may not exist | sender rejected | sender address rejected | sender address blocked
     | sender address … reject | sender address … denied | sender address … invalid
     | sender address has been null-routed | sender blocked | sender denied | sender … not allowed
     | sender is blocked | sender is spammer | sender … blacklist | sender … black list | sender … blocked
     | sender … not exist | sender … not verified | sender email address rejected | sender domain
     | sender verify failed | sender verification | sender … verif | sender not pre-approved | sender unknown
     | unknown sender | sender not found | invalid sender | invalid domain, see | bad sender | unroutable sender
     | unrouteable sender | unresolvable sender | domain of sender | envelope from | from address … not
     | from … address … not allowed | from addr … not | your email address … blacklist | been blacklisted
     | you are sending to/from an address | your account … not allowed to send
     | access denied (in reply to mail from command) | 5.1.8 access denied | denied [bouncedeny]
     | does not exist e2110 | mail from … rejected | mail from … not accepted | mail from … denied
     | mail from not owned by user | mail from must equal authorized user | mail from … not owned
     | system not accepting your mail | server does not accept mail from
     | the message was rejected because it contains prohibited | prohibited … sender | user … is rejected
     | not allowed to post | don't have permission to post | not have permission to post | may not post
     | nonmember | non-member | not a member | not subscribed | only members | only subscribers
     | not permitted to post | sent from an unauthorized | empty envelope senders not allowed | null sender
     | backscatter protection | recipient's mail server … not accept your | user complaints
     | delivery not authorized | you are not authorized | your domain has been blocked
     | by … domain is not accepted | moderat | groups.google.com`,
  ),
  line('networkerror', `host not found, try again | malformed or unexpected name server reply`),
  line(
    'notaccept',
    `no host found for existing smtp connection | no route for current request | no smtp service
     | does not accept mail | doesn't accept mail | does not accept any mail | does not accept email
     | do not accept mail | no mx found | no mx record | null mx | nullmx | name server: .: host not found
     | mail exchanger or ip address | smtp protocol returned a permanent error | not accepting network messages
     | host/domain does not accept | destination does not accept | mail receiving disabled
     | does not receive mail | does not support smtp`,
  ),
  line(
    'hostunknown',
    `host address lookups failed | account or domain may not exist | unable to find … domain
     | domain … not … resolve | host unknown | unknown host | host not found | host … not found
     | domain not found | domain name not found | domain does not exist | domain doesn't exist
     | domain … does not exist | domain is not reachable | domain … non-existent | domain must exist
     | domain has no mail | domain … not found | domain … unknown | unknown domain | no such domain
     | no such host | nxdomain | non-existent domain | nonexistent domain | non-existing domain
     | non existent domain | invalid domain | illegal host | bad destination system address
     | bad destination host | bad domain | name or service not known | name not known | unrouteable address
     | unroutable address | unrouteable mail domain | unroutable mail domain | unrouteable domain
     | unroutable domain | couldn't find any host | couldn't find a host | could not find any host
     | could not find domain | wasn't able to find the domain | could not be found in the domain's dns
     | mail domain mentioned in email address is unknown | no mail server … found | no route to domain
     | dns error … not found | dns lookup failure | dns server returned answer with no data | dns query failed
     | all relevant mx records point to non-existent hosts | domain unknown | domain is unknown
     | domain … could not be found | domain … not exist | unable to resolve … domain | couldn't be resolved
     | unknown mail domain | address lookup failed | destination server … not found`,
  ),
  line(
    'userunknown',
    `no matches to nameserver query | addressee | n'existe pas | did not exactly match | not match any
     | inválido ou inexistente | usuário inexistente | usuario inexistente | destinatario … desconocido
     | destinatário … desconhecido | utente … sconosciuto | onbekende gebruiker | gebruiker onbekend
     | gebruiker … onbekend | okänd mottagare | ukendt modtager | nieznany użytkownik | nie istnieje | neexistuje
     | bilinmeyen kullanıcı | neznámý uživatel | no existe | no one at this address | badrcptto
     | non-existent user | nonexistent user | unknown virtual user | not an active address | can't accept user
     | no longer exist | does not belong to | unknown person | mailbox … not available | name not found
     | nicht … verzeichnis | recipnotfound | rcp-p1 | no longer has an account | user unknown | unknown user
     | user … unknown | user not found | user not known | user … not found | user doesn't have
     | user … doesn't have | user missing home directory | user invalid | user … invalid | users unknown
     | no such user | no such person | no such mailbox | no such recipient | no such address | no such account
     | no such email | no such local user | no user | no mailbox | no mail box | no account | no local mailbox
     | no valid recipient | no recipients | not a known user | not a valid user | not a valid mailbox
     | not a valid recipient | not a valid address | not our customer | not known at this | not listed
     | not recognized | not recognised | not in directory | not found in | not exist | doesn't exist
     | don't exist | not local | not valid | is unknown | unknown address | unknown account | unknown local
     | unknown mailbox | unknown recipient | unknown email | unknown destination | unknown to address
     | recipient unknown | recipient not found | recipient … not found | recipient … unknown
     | recipient is not accepted | recipient is invalid | recipient invalid | recipient … invalid
     | recipient not ok | recipientnotfound | invalid recipient | invalid user | invalid mailbox
     | invalid address | invalid account | invalid email | invalid final delivery | adresse destinataire invalide
     | adresse d au moins un destinataire invalide | adresse d'au moins un destinataire | adresse … invalide
     | destinataire … inconnu | destinataire … inexistant | utilisateur inconnu | utilisateur … inconnu
     | mailbox not found | mailbox not present | mailbox … not found | mailbox is unavailable
     | mailbox unavailable | mailbox … unavailable | mailbox invalid | mailbox unknown | mailbox … unknown
     | mailbox not available | address … not found | address not found | address unknown | address … unknown
     | address invalid | address is invalid | address rejected: access denied | address … could not be found
     | address no longer | address could not be found | address couldn't be found | wasn't found
     | account not found | account … not found | account invalid | account … no longer
     | bad destination email address | bad destination mailbox | bad destination address | bad recipient
     | bad-mailbox | bad address | email address … not found | email address … unknown | email address … invalid
     | delivery error: dd this user | dosn't exist | destination addresses were unknown
     | destination server rejected recipients | didn't match … recipient | does not have a … account
     | does not have an email | we don't handle mail for | we don't have a mailbox | does not like recipient
     | local mailbox … unavailable | cannot find | could not find … user | could not find user | nosuchuser
     | weird … user | left the company | no longer works | no longer with | no longer employed | no longer valid
     | no longer in use | no longer available | never existed | inactive email address | undeliverable address
     | spam trap | unknown alias | illegal alias | unbekannter empfänger | unbekannter benutzer
     | empfänger … unbekannt | empfängeradresse | benutzer unbekannt | usuario desconocido
     | destinatario desconocido | usuário desconhecido | utente sconosciuto | destinatario inesistente
     | пользователь не найден | адрес … не существует | несуществующ | нет такого | 宛先不明 | 見つかりません | アドレスは存在しません
     | アドレスが存在しません | ユーザは存在しません | ユーザ … 不明 | 用户不存在 | 邮箱不存在 | 帐号不存在 | 账号不存在 | 地址不存在 | 没有此用户 | 사용자 … 존재하지
     | 주소 … 존재하지`,
  ),
  line(
    'filtered',
    `per users request | user rules | restricted sms | refuse to receive | refuses to receive
     | not accept your mail | rejected by a remote mail server | user reject | user refuse | rejected by user
     | rejected by recipient | refused by recipient | refused by user | recipient … does not accept
     | recipient … doesn't accept | recipient … only accept | only accepting mail from specific | blocked by user
     | blocked by recipient | permanent failure for one or more recipients | message filtered | domain filter
     | has blocked | not accepting messages | not accepting mail | not accept messages | not accept mail
     | user not available | due to extended inactivity | resolver.rst.notauthorized | this account is protected
     | challenge | whitelist | we have limits for how many messages can be sent | recipient preferences
     | recipient has chosen | email is not in my allow`,
    'general',
  ),
  line(
    'securityerror',
    `cryptographic | security features not supported | message integrity failure | password transition
     | trust relationship | security conversion | undefined security status | mailing list expansion prohibited
     | security error | unauthenticated senders not allowed | authentication required | authentication failed
     | authentication failure | authentication turned on | authentication credentials invalid
     | authentication … invalid | authentication mechanism | authentication is required
     | client was not authenticated | client not authenticated | not authenticated to send | must authenticate
     | must be authenticated | must issue a starttls | account not subscribed to ses | codes d'authentification
     | encryption required | encryption needed | unencrypted connection refused | relay requires authentication
     | sorry, you don't authenticate | executable files are not allowed | insecure mail | verification failure
     | authrequired | is restricted | not authorized to send | access denied | permission denied | unauthorized
     | failed to delivery`,
    'general',
  ),
  line(
    'failedstarttls',
    `does not support tls | does not support starttls | tls not supported | tls is required | tls required
     | starttls … fail | tls negotiation | tls handshake | tls-required | cannot start tls | certificate … not
     | certificate verif | certificate expired`,
  ),
  line(
    'contenterror',
    `improperly-formatted | unnecessary base64 | mime complexity | header size exceeds maximum permitted
     | media error | media not supported | conversion required | conversion with loss | conversion failed
     | message content not available | message is malformed | content error | message mime | headers too large
     | header too large | charset not supported | improper use of 8-bit data | message header … invalid
     | message filename … error | invalid header | header … invalid | malformed header | malformed message
     | mime … error | invalid mime | unsupported charset | non-ascii | unable to convert | utf-8 … not supported
     | conversion … fail | content … not supported | no null characters | nul character | body type not supported
     | message could not be parsed | we do not accept … content | contains invalid … character`,
    'general',
  ),
  line(
    'systemfull',
    `insufficient system storage | requested mail action aborted: exceeded | no space left on device
     | system full | disk full | out of disk`,
  ),
  line(
    'mailererror',
    `errors in … forward | mailer exited | delivery to command | local delivery to | command died
     | command failed | command output | command line usage error | mailer error | mailer … error | pipe to
     | exit status | exited with | died with signal | died on signal | x-unix; | operating system error
     | processing error | procmail: quota | can't create | generated the following output
     | the following text was generated during the delivery attempt | local delivery failed`,
  ),
  line(
    'syntaxerror',
    `invalid command | wrong protocol version | undefined protocol status | malformed address
     | malformed recipient | incorrectly constructed | syntax error | bad address syntax | bad … syntax
     | invalid … syntax | command not implemented | command not recognized | command unrecognized
     | unrecognized command | unknown command | parameter not implemented | bad sequence of commands
     | out of order | need rcpt | need mail | no valid recipients | invalid parameter | missing parameter
     | improper sequence`,
    'general',
  ),
  line(
    'networkerror',
    `wasn't able to establish an smtp connection | too many "received" headers | too many received headers
     | too many received: headers | unable to route | host not found, try again
     | dns records for the destination computer | name lookup failure | host not reachable | no route to host
     | network is unreachable | network unreachable | network error | host is unreachable | host unreachable
     | too many hops | hop count exceeded | maximum hop count | hop limit | hops exceeded | exceeded maximum hop
     | mail loop | mail server loop | routing loop | loops back to myself | loop detected | looping
     | dns malfunction | dns problem | no dns servers could be contacted | could not connect and send
     | could not contact dns | malformed or unexpected name server reply | malformed name server reply
     | name service error | establish … connection | i couldn't find a mail exchanger
     | forwarded more than the maximum allowed times | forwarding loop | all mx … unreachable
     | server … unreachable | ttl exceeded | pix command | unable to resolve`,
  ),
  line(
    'systemerror',
    `encountered an error while being processed | would create a mail loop | unknown mail transport error
     | remote protocol error | listed as a best-preference mx | message has wrong owner | no mdb
     | mail system congestion | system incorrectly configured | system not capable | undefined mail system status
     | upstream error | maildir access problem | unable to lock | bad command startup | try again later
     | config error | configuration error | misconfigur | local error | internal error | interrupted system call
     | server error | server configuration | software error | server failure | ldap server | ldap lookup | ldap …
     | loop alert | duplicated message-id | mail loops back | cannot allocate memory | out of memory
     | insufficient system resources | queue file write error | i/o error | input/output error
     | timeout waiting for input | transaction failed | service currently unavailable | service unavailable
     | service not available | temporary local problem | temporary server | temporary system
     | temporarily unavailable | unable to open | database | aliasing/forwarding loop broken | aliasing loop
     | can't open | can not connect to | server busy | problem with the … system | undefined service
     | mailer daemon error | could not write | failed to write | read-only file system | can't send | virus scan
     | unable to scan`,
    'general',
  ),
  line(
    'expired',
    `did not accept the message | has been frozen | was frozen on arrival | delay reason | connection refused
     | no answer from host | was not reachable within | have been failing | it has not been collected
     | hard error | bad connection | could not find a gateway | failed to deliver to domain
     | failing for a long time | has been failing | timed out | timeout | time out | retry time not reached
     | delivery time | expired | queue too long | queue lifetime | queued too long | giving up | gave up
     | could not be delivered for | could not deliver for | not be delivered for more than
     | has not been delivered | has not yet been delivered | still undelivered | still queued | undelivered after
     | undelivered for | cannot send message for | cannot send … for | was not delivered within | within … days
     | within … hours | maximum retries | max retries | multiple retries | delivery failed … attempts
     | delivery attempts | failed … attempts | after … attempts | attempts … failed | too many failed attempts
     | socket error | smtp connect | did not accept our requests to connect | unable to connect
     | could not connect | cannot connect | couldn't connect | can't connect | failed to connect | connect to
     | connection failed | connection was dropped | lost connection | connection … lost | connection closed
     | actively refused | not responding | does not respond | did not respond | no response | deferred | delayed
     | will keep trying | will be retried | unable to contact | remote server … unavailable
     | destination host … down`,
    'general',
  ),
];
