import { Authenticated } from '#access';
import { Database, type Tx, newId } from '#database';
import { DomainError, isUuid, type RoutingRule } from '#domain';
import { Answers, Refuses } from '#http';
import { Body, Controller, Delete, Get, Param, Patch, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { RoutingRules } from './routing-rules.js';
import {
  changedRuleBody,
  newRuleBody,
  ruleOrderBody,
  rulesView,
  ruleView,
  type ChangedRule,
  type NewRule,
  type RulesView,
} from './rule.schema.js';

/** The rules that send tickets to tiers and sectors. A change holds for tickets that are triaged from then on. */
@ApiTags('triage')
@Controller('triage/rules')
export class EditRulesController {
  constructor(
    private readonly database: Database,
    private readonly rules: RoutingRules,
  ) {}

  /** All rules, in the order in which they are asked. */
  @Get()
  @Authenticated({ roles: ['agent', 'lead', 'admin'] })
  @Answers(200, rulesView)
  async list(): Promise<RulesView> {
    return { items: await this.database.transaction((tx) => this.rules.list(tx)) };
  }

  /** Adds a rule behind all others. All its conditions must be met; without any it takes whatever comes. */
  @Post()
  @Authenticated({ roles: ['admin'] })
  @Answers(201, ruleView)
  @Refuses(422, 'rule.unknown-reference')
  create(@Body({ schema: newRuleBody }) body: NewRule): Promise<RoutingRule> {
    return this.database.transaction(async (tx) => {
      const rule: RoutingRule = { id: newId(), ...body };
      await this.refuseUnknown(tx, rule);
      await this.rules.lockOrder(tx);
      await this.rules.append(tx, rule);
      return rule;
    });
  }

  /** Puts the rules into another order: names every rule exactly once. */
  @Put('order')
  @Authenticated({ roles: ['admin'] })
  @Answers(200, rulesView)
  @Refuses(422, 'rule.order-incomplete')
  reorder(@Body({ schema: ruleOrderBody }) { ids }: { ids: string[] }): Promise<RulesView> {
    return this.database.transaction(async (tx) => {
      await this.rules.lockOrder(tx);
      const there = new Set((await this.rules.list(tx)).map((rule) => rule.id));
      const wanted = new Set(ids.map((id) => id.toLowerCase()));
      if (wanted.size !== ids.length || wanted.size !== there.size || ids.some((id) => !there.has(id.toLowerCase())))
        throw refused('rule.order-incomplete', 'ids', 'Name every rule there is exactly once.');
      await this.rules.reorder(tx, ids);
      return { items: await this.rules.list(tx) };
    });
  }

  /** Changes what is given and leaves the rest. */
  @Patch(':id')
  @Authenticated({ roles: ['admin'] })
  @Answers(200, ruleView)
  @Refuses(404, 'rule.not-found')
  @Refuses(422, 'rule.unknown-reference')
  change(@Param('id') id: string, @Body({ schema: changedRuleBody }) body: ChangedRule): Promise<RoutingRule> {
    return this.database.transaction(async (tx) => {
      // The table before the row, as everybody does: or a reordering and this would each hold what the other wants.
      await this.rules.lockOrder(tx);
      const before = isUuid(id) ? await this.rules.lock(tx, id) : null;
      if (!before) throw notFound(id);
      const rule = { ...before, ...body };
      await this.refuseUnknown(tx, rule);
      await this.rules.change(tx, rule);
      return rule;
    });
  }

  /** Removes a rule; tickets it has sent somewhere stay there. */
  @Delete(':id')
  @Authenticated({ roles: ['admin'] })
  @Answers(204)
  @Refuses(404, 'rule.not-found')
  async remove(@Param('id') id: string): Promise<void> {
    const removed = isUuid(id) && (await this.database.transaction((tx) => this.rules.remove(tx, id)));
    if (!removed) throw notFound(id);
  }

  private async refuseUnknown(tx: Tx, rule: RoutingRule): Promise<void> {
    const missing = await this.rules.missing(tx, rule);
    const [first] = missing;
    if (first)
      throw refused('rule.unknown-reference', first, 'There is none like this; make it first, or leave it out.');
  }
}

const notFound = (id: string) => new DomainError('not-found', 'rule.not-found', `There is no routing rule ${id}.`);

const refused = (code: `rule.${string}`, field: string, detail: string) =>
  new DomainError('refused', code, detail, { errors: [{ pointer: `/${field}`, detail }] });
