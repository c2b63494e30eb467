import { Database, isOutage } from '#database';
import { Inject, Injectable } from '@nestjs/common';
import { FileKeeper } from '../keep-files/file-keeper.js';
import { bouncesOf } from './bounces.js';
import { contactsOf } from './contacts-of-mails.js';
import { FILE_MAIL_SETTINGS, type FileMailSettings } from './file-mail.settings.js';
import { FileStub } from './file-stub.js';
import { filedAs } from './filed-as.js';
import { JudgeMails, type Judged, type Judgement, type Verdict } from './judge-mails.js';
import type { Known } from './known.js';
import type { Letter, ReadMail } from './letter.js';
import { bounced, filed } from './mail-metrics.js';
import { MailOnTicket } from './mail-on-ticket.js';
import { MailStore, type Filed } from './mail.store.js';
import { OpenByMail } from './open-by-mail.js';
import { participantsOf, strangerOf, writersOf } from './people-of.js';
import { PutBack } from './put-back.js';
import type { TakenMail } from './taken-mail.js';
import { firstWave } from './wave.js';

type On<Do extends Verdict['do']> = Judged<Extract<Verdict, { do: Do }>>;

/** Files mails: each onto its ticket, into a new one, beside the mail it repeats, or where somebody looks at it. Filing one twice files it once. */
@Injectable()
export class FileMailHandler {
  constructor(
    private readonly database: Database,
    private readonly judge: JudgeMails,
    private readonly store: MailStore,
    private readonly openings: OpenByMail,
    private readonly onTicket: MailOnTicket,
    private readonly files: FileKeeper,
    private readonly stubs: FileStub,
    private readonly putBack: PutBack,
    @Inject(FILE_MAIL_SETTINGS) private readonly settings: FileMailSettings,
  ) {}

  /** In the order they came in, as far as one needs another. Every mail is filed, or back in line, when it resolves. */
  async file(mails: readonly ReadMail[]): Promise<void> {
    let left = mails;
    while (left.length > 0) {
      const { now, later } = firstWave(left);
      await this.fileWave(now);
      left = later;
    }
  }

  /** `reason` goes on from "it". */
  async fileUnreadable(taken: TakenMail, reason: string): Promise<void> {
    try {
      await this.stubs.file(taken, reason);
    } catch (error) {
      // There is nothing simpler to fall back to: it is tried again for as long as it takes.
      if ((await this.putBack.after([taken], error)) !== null) await this.putBack.outOfTurn([taken], 60);
    }
  }

  /** Does something for these mails. One that always fails becomes a stub, the others are back in line. */
  async guarded(mails: readonly TakenMail[], work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      const hopeless = await this.putBack.after(mails, error);
      if (hopeless !== null) await this.fileUnreadable(mails[0]!, hopeless);
    }
  }

  private async fileWave(mails: readonly ReadMail[]): Promise<void> {
    let judgement: Judgement | null = null;
    try {
      judgement = await this.judge.judge(mails);
    } catch (error) {
      if (mails.length > 1 && !isOutage(error)) {
        for (const mail of mails) await this.fileWave([mail]);
        return;
      }
      await this.guarded(
        mails.map(({ taken }) => taken),
        () => Promise.reject(error as Error),
      );
    }
    if (judgement) await this.carryOut(judgement);
  }

  private async carryOut({ known, judged, nobodys }: Judgement): Promise<void> {
    for (const { taken, reading } of nobodys) {
      await this.fileUnreadable(taken, `does not say who sent it. ${reading.problems[0] ?? ''}`.trim());
    }
    const opened: On<'open'>[] = [];
    const byTicket = new Map<string, On<'reply' | 'note'>[]>();
    for (const { letter, what } of judged) {
      if (what.do === 'open') opened.push({ letter, what });
      else if (what.do === 'reply' || what.do === 'note') {
        const { ticketId } = what.thread;
        byTicket.set(ticketId, [...(byTicket.get(ticketId) ?? []), { letter, what }]);
      } else await this.guarded([letter.taken], () => this.markOnly({ letter, what }));
    }
    await this.openAll(opened, known);
    await Promise.all(
      [...byTicket.values()].map(async (all) => {
        for (const one of all) await this.guarded([one.letter.taken], () => this.writeOn(one, known));
      }),
    );
  }

  /** What makes neither a ticket nor a post. */
  private async markOnly({ letter, what }: On<'repeat' | 'echo' | 'wait' | 'aside'>): Promise<void> {
    if (what.do === 'repeat') {
      await this.store.repeated(letter, what.of);
      filed.inc({ outcome: 'repeated' });
    } else if (what.do === 'wait') {
      await this.putBack.outOfTurn([letter.taken], what.seconds);
    } else if (what.do === 'echo') {
      await this.mark(letter, { state: 'filed', ticketId: what.ticketId, postId: null, failure: null });
      filed.inc({ outcome: 'echo' });
    } else {
      const ticketId = what.thread?.ticketId ?? letter.taken.ticketId;
      await this.mark(letter, { state: 'review', ticketId, postId: null, failure: what.why });
      filed.inc({ outcome: 'review' });
    }
  }

  private mark(letter: Letter, as: Pick<Filed, 'state' | 'ticketId' | 'postId' | 'failure'>): Promise<void> {
    return this.database.transaction((tx) => this.store.mark(tx, [filedAs(letter, as)]));
  }

  /** All in one commit; when that fails for one of them, each by itself. */
  private async openAll(opened: readonly On<'open'>[], { at }: Known): Promise<void> {
    const all = opened.map(({ letter, what }) => ({ letter, follows: what.follows }));
    if (all.length === 0) return;
    try {
      await this.openings.open(all, at);
    } catch (error) {
      const again = (): Promise<void> => Promise.reject(error as Error);
      if (isOutage(error) || all.length === 1)
        await this.guarded(
          all.map(({ letter }) => letter.taken),
          again,
        );
      else for (const one of all) await this.guarded([one.letter.taken], () => this.openings.open([one], at));
    }
  }

  private async writeOn({ letter, what }: On<'reply' | 'note'>, { sent }: Known): Promise<void> {
    const bounces = bouncesOf(letter, sent);
    await this.files.keep(letter.reading.attachments);
    const contacts = await contactsOf(this.database, writersOf(letter, what));
    const contact = contacts.get(letter.sender.email) ?? null;
    const participants = what.do === 'reply' ? participantsOf(letter, contacts) : strangerOf(letter, contact);
    const scan = this.settings.scan ? 'pending' : 'unscanned';
    await this.onTicket.write({ letter, what, contact, participants, bounces, scan });
    filed.inc({ outcome: what.do === 'reply' ? 'post' : letter.reading.automatic ? 'automatic' : 'unverified' });
    for (const { kind } of bounces) bounced.inc({ kind });
  }
}
