import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Written by tier-worker. */
@Entity('sector')
export class SectorEntity {
  @PrimaryColumn('text')
  readonly code!: string;

  @Column('text')
  readonly name!: string;
}
