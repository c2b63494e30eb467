/** How mail is filed; from the environment. */
export interface FileMailSettings {
  /** Whether a virus scanner looks at attachments before they can be downloaded. */
  readonly scan: boolean;
  readonly limits: {
    /** Mails of one sender on one ticket within an hour; what is over waits for somebody to look at it. */
    readonly mailsOnThread: number;
    /** Tickets of one sender by mail within ten minutes. */
    readonly newTickets: number;
  };
}

export const FILE_MAIL_SETTINGS = Symbol('FILE_MAIL_SETTINGS');
