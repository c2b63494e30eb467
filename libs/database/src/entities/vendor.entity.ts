import { Check, Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** What a vendor's contract says about its silence, unless told otherwise. */
export const vendorTimes = {
  acknowledgeWithinSeconds: 14_400,
  answerWithinSeconds: 172_800,
  reminders: 1,
  remindEverySeconds: 7_200,
} as const;

/** Written by vendor-gateway. */
@Entity('vendor')
@Check('vendor_check', '(previous_secret IS NULL) = (previous_secret_until IS NULL)')
@Check('vendor_acknowledge_within_seconds_check', 'acknowledge_within_seconds > 0')
@Check('vendor_answer_within_seconds_check', 'answer_within_seconds > 0')
@Check('vendor_reminders_check', 'reminders BETWEEN 0 AND 10')
@Check('vendor_remind_every_seconds_check', 'remind_every_seconds > 0')
@Unique(['name'])
export class VendorEntity {
  @PrimaryColumn('uuid')
  readonly id!: string;

  @Column('text')
  readonly name!: string;

  @Column('text')
  readonly endpoint!: string;

  @Column('text')
  readonly secret!: string;

  @Column('text', { nullable: true })
  readonly previousSecret!: string | null;

  @Column('timestamptz', { nullable: true })
  readonly previousSecretUntil!: Date | null;

  @Column('boolean', { default: true })
  readonly active!: boolean;

  @Column('timestamptz', { default: () => 'now()' })
  readonly createdAt!: Date;

  /** From when the vendor was told to its first word. */
  @Column('integer', { default: vendorTimes.acknowledgeWithinSeconds })
  readonly acknowledgeWithinSeconds!: number;

  /** From one word of the vendor's to the next, until it has answered. */
  @Column('integer', { default: vendorTimes.answerWithinSeconds })
  readonly answerWithinSeconds!: number;

  /** How often a silent vendor is reminded before the leads are alerted. */
  @Column('integer', { default: vendorTimes.reminders })
  readonly reminders!: number;

  @Column('integer', { default: vendorTimes.remindEverySeconds })
  readonly remindEverySeconds!: number;
}
