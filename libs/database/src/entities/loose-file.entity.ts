import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A content in the file store that perhaps no attachment names: just put there, or a row less has it. Written by intake. */
@Entity('loose_file')
@Check('loose_file_sha256_check', 'length(sha256) = 32')
@Index('loose_file_look_at', ['lookAt'])
export class LooseFileEntity {
  @PrimaryColumn('bytea')
  readonly sha256!: Buffer;

  /** Whether any attachment names it is looked at then. */
  @Column('timestamptz')
  readonly lookAt!: Date;

  /** Nothing did: it is being removed, and nobody may keep or name it until it is gone. */
  @Column('boolean', { default: false })
  readonly leaving!: boolean;
}
