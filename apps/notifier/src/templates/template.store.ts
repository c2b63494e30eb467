import { Database, type Statement, tellSettings } from '#database';
import { Inject, Injectable } from '@nestjs/common';
import type { TemplateKind } from '../notification-kinds.js';

export interface OwnTemplate {
  readonly kind: TemplateKind;
  readonly language: string;
  readonly body: string;
  readonly updatedAt: Date;
}

/** The texts that admins wrote. */
@Injectable()
export class TemplateStore {
  constructor(@Inject(Database) private readonly database: Database) {}

  list(): Promise<OwnTemplate[]> {
    return this.database.read<OwnTemplate & Record<string, unknown>>(list);
  }

  async write(template: Pick<OwnTemplate, 'kind' | 'language' | 'body'>, by: string): Promise<OwnTemplate> {
    const { kind, language, body } = template;
    return (await this.database.read<OwnTemplate & Record<string, unknown>>(write, [kind, language, body, by]))[0]!;
  }

  /** False when there was none. */
  async remove(kind: string, language: string): Promise<boolean> {
    return (await this.database.read(remove, [kind, language])).length > 0;
  }
}

const columns = 'kind, language, body, updated_at AS "updatedAt"';
const list: Statement = { name: 'mail-template-list', text: `SELECT ${columns} FROM mail_template` };
const write: Statement = {
  name: 'mail-template-write',
  text: tellSettings(
    'notifications',
    `INSERT INTO mail_template (kind, language, body, updated_by) VALUES ($1, $2, $3, $4)
    ON CONFLICT (kind, language) DO UPDATE SET body = excluded.body, updated_by = excluded.updated_by, updated_at = now()
    RETURNING ${columns}`,
  ),
};
const remove: Statement = {
  name: 'mail-template-remove',
  text: tellSettings('notifications', 'DELETE FROM mail_template WHERE kind = $1 AND language = $2 RETURNING kind'),
};
