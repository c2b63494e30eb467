import { eventually, queuesQuiet } from '#testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { VendorSimulator } from '../vendor-simulator/vendor-simulator.js';
import { Collector } from './follow/collector.js';
import { apps, Services, type LogLine } from './follow/services.js';

/** One ticket, two requests that say the same correlation id: it arrives, and it is given to a vendor. */
describe('one correlation id', () => {
  const correlationId = randomUUID();
  const vendor = new VendorSimulator();
  const collector = new Collector();
  let services: Services;
  let ticketId = '';

  beforeAll(async () => {
    services = await Services.start({
      VENDOR_ALLOW_PRIVATE: '1',
      OTEL_EXPORTER_OTLP_ENDPOINT: await collector.start(),
      OTEL_BSP_SCHEDULE_DELAY: '100',
    });
    const maker = await services.post('vendor-gateway', 'vendors', {
      name: 'Head Maker',
      endpoint: await vendor.start(),
    });
    vendor.secret = maker.secret!;
    const headers = { 'x-correlation-id': correlationId };
    const opened = await services.post('intake', 'tickets', ticket, headers);
    ticketId = opened.id;
    await queuesQuiet(services.database.database);
    await services.post('tier-worker', `tickets/${ticketId}/claim`, {});
    const asked = { vendorId: maker.id, subject: 'Head worn?', body: 'What does it take?' };
    await services.post('tier-worker', `tickets/${ticketId}/ask-vendor`, asked, headers);
    await eventually(() => expect(vendor.taken.size).toBe(1), { withinMs: 15_000 });
    await queuesQuiet(services.database.database);
  }, 120_000);
  afterAll(async () => {
    await services.stop();
    await vendor.stop();
    await collector.stop();
  });

  const saidBy = async (app: (typeof apps)[number]): Promise<LogLine[]> =>
    (await services.log(app)).filter((line) => line.correlationId === correlationId);

  it('is in the log of every service it went through, with the ticket, and the message that brought it', async () => {
    for (const app of apps) {
      await eventually(async () => expect(await saidBy(app)).not.toEqual([]));
      for (const line of await saidBy(app)) expect(line).toMatchObject({ app, level: 'info', ticketId });
    }
    expect(await saidBy('intake')).toMatchObject([{ method: 'POST', route: '/api/v1/tickets', status: 201 }]);
    const triaged = { message: 'ticket.opened', queue: 'triage', outcome: 'done', messageId: expect.any(String) };
    expect(await saidBy('triage')).toMatchObject([triaged]);
    const [told] = vendor.received;
    expect(await saidBy('vendor-gateway')).toContainEqual(expect.objectContaining({ messageId: told?.id }));
  });

  it('is one trace, from the request over each queue to the vendor', async () => {
    const traceId = correlationId.replaceAll('-', '');
    const seen = (name: string, service: string) =>
      collector.spans.find((span) => span.traceId === traceId && span.name === name && span.service === service);
    await eventually(() => {
      expect(collector.upFrom(seen('POST vendor-delivery', 'vendor-gateway'))).toEqual([
        'vendor-gateway: POST vendor-delivery',
        'vendor-gateway: send vendor-delivery',
        'vendor-gateway: process vendor.asked',
        'tier-worker: send vendor.asked',
        'tier-worker: POST /api/v1/tickets/:id/ask-vendor',
      ]);
      expect(collector.upFrom(seen('process ticket.routed', 'sla-monitor'))).toEqual([
        'sla-monitor: process ticket.routed',
        'triage: send ticket.routed',
        'triage: process ticket.opened',
        'intake: send ticket.opened',
        'intake: POST /api/v1/tickets',
      ]);
    });
    const request = seen('POST /api/v1/tickets', 'intake');
    expect(request?.attributes).toMatchObject({ 'tierline.ticket_id': ticketId, 'http.response.status_code': 201 });
  });

  it('leaves its marks in the metrics of every service', async () => {
    for (const app of apps) {
      const lines = await services.metrics(app);
      expect(lines).toContain(`tierline_process_info{app="${app}",queues="postgres"} 1`);
      for (const queue of ['triage', 'tier-1', 'tier-2', 'tier-3', 'sla', 'vendor']) {
        expect(lines).toContain(`tierline_queue_depth{queue="${queue}"} 0`);
        expect(lines).toContain(`tierline_dead_letters{queue="${queue}"} 0`);
      }
      expect(lines).toContain('tierline_figures_available{source="promises"} 1');
    }
    expect(await services.metrics('triage')).toContain(
      'tierline_handler_seconds_count{queue="triage",message="ticket.opened",outcome="done"} 1',
    );
    expect(await services.metrics('intake')).toContain(
      'tierline_http_request_seconds_count{method="POST",route="/api/v1/tickets",status="201"} 1',
    );
  });
});

const ticket = {
  subject: 'Printer prints blank labels',
  description: 'Since this morning.',
  requester: { email: 'ann@customer.example' },
  route: { tier: 2, reason: 'The vendor must have a look.' },
};
