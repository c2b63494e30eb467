import { phrases } from './phrases.js';

/** Elements in which mail programs put the mail they answer; by class, by the beginning of the id, by name. Nothing else is in them. */
export const quoteContainers = {
  classes: new Set(
    phrases([
      // Gmail, and what others make of it
      'gmail_quote | gmail_quote_container | ecxgmail_quote | x_gmail_quote',
      'yahoo_quoted | protonmail_quote | tutanota_quote | zmail_extra | skiff_quote | missive_quote | front-blockquote',
      'hs_reply | freshdesk_quote | mailquote | mail_quote | quotedText | airmail_ext_quote | AOLMailQuote | hey_quote',
    ]),
  ),
  ids: phrases([
    // Outlook for Mac
    'OLK_SRC_BODY_SECTION',
    'yahoo_quoted | mail-editor-reference-message-container | isReplyContent | tutanota_quote | qt',
  ]),
  // Spark; GMX and WEB.DE
  names: new Set(phrases(['messageReplySection | quote'])),
};

/** Elements that hold the line above a quotation: "On … wrote:". */
export const quoteHeads = {
  classes: new Set(
    phrases(['gmail_attr | moz-cite-prefix | airmail_on | x-evo-attribution | -x-evo-attribution | x_gmail_attr']),
  ),
  ids: phrases(['reply-intro | airmail_on']),
};

/** Elements from which on everything is the earlier mail. */
export const restMarks = {
  classes: new Set(phrases(['OutlookMessageHeader | WordSectionReply'])),
  // Outlook on the web; Outlook for phones; Zimbra; Hotmail
  ids: phrases(['divRplyFwdMsg | x_divRplyFwdMsg | appendonsend | zwchr | stopSpelling | ms-outlook-mobile-reference']),
};

export interface Marks {
  readonly container: boolean;
  readonly head: boolean;
  readonly rest: boolean;
  /** A blockquote that is a quotation, not the author's own indentation. */
  readonly blockquote: boolean;
}

const none: Marks = { container: false, head: false, rest: false, blockquote: false };

/** What the attributes of an element say about it. */
export function marksOf(name: string, attributes: Readonly<Record<string, string>>, inContainer: boolean): Marks {
  const { id = '', style = '' } = attributes;
  const classes = (attributes['class'] ?? '').split(/\s+/, 20).filter(Boolean);
  const any = (set: ReadonlySet<string>): boolean => classes.some((each) => set.has(each));
  if (name === 'blockquote') {
    const gmail = classes.includes('gmail_quote') && attributes['type'] !== 'cite' && !inContainer;
    const indented = classes.includes('webkit-indent-blockquote') || /border: ?none/.test(style.slice(0, 300));
    return { container: false, head: false, rest: false, blockquote: !gmail && !indented };
  }
  if (classes.length === 0 && id === '' && style === '' && attributes['name'] === undefined && name !== 'hr')
    return none;
  const named = name === 'div' && quoteContainers.names.has(attributes['name'] ?? '');
  return {
    container: any(quoteContainers.classes) || startsWithAny(id, quoteContainers.ids) || named,
    head: any(quoteHeads.classes) || startsWithAny(id, quoteHeads.ids),
    rest:
      any(restMarks.classes) || startsWithAny(id, restMarks.ids) || isDivider(name, attributes) || isOutlookRule(style),
    blockquote: false,
  };
}

const startsWithAny = (id: string, starts: readonly string[]): boolean =>
  id !== '' && starts.some((start) => (start.length < 4 ? id === start : id.startsWith(start)));

/** Zimbra's line. */
const isDivider = (name: string, attributes: Readonly<Record<string, string>>): boolean =>
  name === 'hr' && attributes['data-marker'] === '__DIVIDER__';

/** The line Outlook draws above the headers of the earlier mail: `border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm`. */
const isOutlookRule = (style: string): boolean =>
  /border-top: ?solid #(?:B5C4DF|E1E1E1) 1\.0pt/i.test(style.slice(0, 300)) &&
  style.slice(0, 300).includes('padding:3.0pt');
