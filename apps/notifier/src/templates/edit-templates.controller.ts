import { Authenticated, CurrentCaller, type AgentCaller } from '#access';
import { DomainError } from '#domain';
import { Answers, Refuses, text } from '#http';
import { Body, Controller, Delete, Get, Inject, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { templateKinds, type TemplateKind } from '../notification-kinds.js';
import { defaultTexts } from './default-texts.js';
import { htmlOf } from './html-of.js';
import { placeholders, placeholdersIn, placeholdersOf, render, unknownPlaceholders, type Values } from './render.js';
import { TemplateStore, type OwnTemplate } from './template.store.js';

const templateBody = z.strictObject({
  body: text({ max: 20_000 }).meta({
    description: `Text with placeholders: ${placeholders.map((name) => `\`{{${name}}}\``).join(', ')}.`,
  }),
});
type TemplateBody = z.output<typeof templateBody>;

const templateView = z.object({
  kind: z.enum(templateKinds),
  language: z.string(),
  body: z.string(),
  isDefault: z.boolean().meta({ description: 'Whether it is the text Tierline comes with.' }),
  placeholders: z.array(z.string()),
  updatedAt: z.date().nullable(),
});
const templatesView = z.object({ items: z.array(templateView) });
const previewView = z.object({ text: z.string(), html: z.string() });
type TemplateView = z.output<typeof templateView>;

/** What mails say, by kind and language. */
@ApiTags('notifications')
@Controller('notifications/templates')
export class EditTemplatesController {
  constructor(@Inject(TemplateStore) private readonly templates: TemplateStore) {}

  /** All texts, those of admins in place of the ones Tierline comes with. */
  @Get()
  @Authenticated({ kinds: ['agent'] })
  @Answers(200, templatesView)
  async list(): Promise<{ items: TemplateView[] }> {
    const own = await this.templates.list();
    const isOwn = (kind: string, language: string) => own.some((one) => one.kind === kind && one.language === language);
    const defaults = [...defaultTexts.values()].flatMap(({ language, bodies }) =>
      templateKinds.filter((kind) => !isOwn(kind, language)).map((kind) => defaultView(kind, language, bodies[kind])),
    );
    const items = [...own.map(ownView), ...defaults];
    const order = (kind: TemplateKind): number => templateKinds.indexOf(kind);
    return {
      items: items.toSorted((a, b) => order(a.kind) - order(b.kind) || a.language.localeCompare(b.language)),
    };
  }

  /**
   * Replaces a text. `language` is two or three letters (ISO 639), also one that Tierline has no texts in. What was written
   * before keeps its text.
   */
  @Put(':kind/:language')
  @Authenticated({ roles: ['admin'] })
  @Answers(200, templateView)
  @Refuses(404, 'template.not-found')
  @Refuses(422, 'template.unknown-placeholder', 'template.says-nothing')
  async write(
    @Param('kind') kind: string,
    @Param('language') language: string,
    @Body({ schema: templateBody }) { body }: TemplateBody,
    @CurrentCaller() caller: AgentCaller,
  ): Promise<TemplateView> {
    const place = placeOf(kind, language);
    expectKnownPlaceholders(place.kind, body);
    expectReply(place.kind, body);
    return ownView(await this.templates.write({ ...place, body }, caller.id));
  }

  /** Shows what a text would look like in a mail about an imagined ticket; nothing is kept. */
  @Post(':kind/:language/preview')
  @Authenticated({ roles: ['admin'] })
  @Answers(200, previewView)
  @Refuses(404, 'template.not-found')
  @Refuses(422, 'template.unknown-placeholder', 'template.says-nothing')
  preview(
    @Param('kind') kind: string,
    @Param('language') language: string,
    @Body({ schema: templateBody }) { body }: TemplateBody,
  ): z.output<typeof previewView> {
    const place = placeOf(kind, language);
    expectKnownPlaceholders(place.kind, body);
    expectReply(place.kind, body);
    const written = render(body, imagined);
    return { text: written, html: htmlOf(written) };
  }

  /** Goes back to the text Tierline comes with; where it has none in this language, to another language's. */
  @Delete(':kind/:language')
  @Authenticated({ roles: ['admin'] })
  @Answers(204)
  @Refuses(404, 'template.not-found')
  async remove(@Param('kind') kind: string, @Param('language') language: string): Promise<void> {
    const place = placeOf(kind, language);
    if (!(await this.templates.remove(place.kind, place.language)))
      throw notFound(`There is no text of your own for ${kind} in ${language}.`);
  }
}

const imagined: Values = {
  number: 'T-1042',
  subject: 'The printer on the second floor',
  body: 'It has said "paper jam" since this morning, but there is no paper in it.',
  agent: 'Kim',
  solution: 'A sensor was dirty. We have cleaned it, and it prints again.',
  requester: 'Ann',
  mailbox: 'Support',
};

const ownView = ({ kind, language, body, updatedAt }: OwnTemplate): TemplateView => ({
  kind,
  language,
  body,
  isDefault: false,
  placeholders: [...placeholdersOf(kind)],
  updatedAt,
});
const defaultView = (kind: TemplateKind, language: string, body: string): TemplateView => ({
  kind,
  language,
  body,
  isDefault: true,
  placeholders: [...placeholdersOf(kind)],
  updatedAt: null,
});

function placeOf(kind: string, language: string): { kind: TemplateKind; language: string } {
  if (!(templateKinds as readonly string[]).includes(kind))
    throw notFound(`There are texts for ${templateKinds.join(', ')}.`);
  if (!/^[a-z]{2,3}$/.test(language)) throw notFound('Name the language by its two or three letters, such as `en`.');
  return { kind: kind as TemplateKind, language };
}

const notFound = (detail: string): DomainError => new DomainError('not-found', 'template.not-found', detail);

function expectKnownPlaceholders(kind: TemplateKind, body: string): void {
  const unknown = unknownPlaceholders(kind, body);
  if (unknown.length === 0) return;
  const known = placeholdersOf(kind).map((name) => `{{${name}}}`);
  const detail = `There is no ${unknown.map((name) => `{{${name}}}`).join(', ')} here; there are ${known.join(', ')}.`;
  throw new DomainError('refused', 'template.unknown-placeholder', detail, {
    errors: [{ pointer: '/body', detail }],
    unknown,
  });
}

/** What an agent wrote must arrive. */
function expectReply(kind: TemplateKind, body: string): void {
  if (kind !== 'reply' || placeholdersIn(body).includes('body')) return;
  const detail = 'A reply must have {{body}} in it: that is what the agent wrote.';
  throw new DomainError('refused', 'template.says-nothing', detail, { errors: [{ pointer: '/body', detail }] });
}
