// One process of the product that freezes an issue, or hands it over with the job that the worker runs.
import 'reflect-metadata';
import { performance } from 'node:perf_hooks';
import { NestFactory } from '@nestjs/core';
import { DeliveryProjection } from '#delivery';
import { People } from '#identity';
import { expectOk } from '#kernel';
import { FreezeIssue, NewsletterModule, SendChunk } from '#newsletter';
import { PlatformModule, readSettings } from '#platform';
import { PublishingModule } from '#publishing';

// A worker that has sent an issue before has it loaded: the first message of its life is not what is measured.
await import('mjml');

class SenderModule {}

const settings = readSettings();
const platform = PlatformModule.forRoot({ settings, databaseUrl: settings.databaseUrl, name: 'newsletter bench' });
const app = await NestFactory.createApplicationContext(
  { module: SenderModule, imports: [platform, PublishingModule.with(DeliveryProjection), NewsletterModule] },
  { logger: false, abortOnError: false },
);
const get = (service) => app.get(service, { strict: false });
let stop = new AbortController();

const work = {
  async freeze({ issueId, userId }) {
    const actor = await get(People).actor(userId);
    expectOk(await get(FreezeIssue).run(actor, issueId));
  },
  send: ({ issueId }) => get(SendChunk).run({ issueId }, { signal: stop.signal }),
};

process.on('message', async (message) => {
  if (message.kind === 'stop') return stop.abort();
  stop = new AbortController();
  const [began, cpu] = [performance.now(), process.cpuUsage()];
  await work[message.kind](message);
  const used = process.cpuUsage(cpu);
  process.send({
    seconds: (performance.now() - began) / 1_000,
    cpuSeconds: (used.user + used.system) / 1e6,
    peakRssMiB: process.resourceUsage().maxRSS / 1_024,
  });
});
process.on('disconnect', () => process.exit(0));
process.send({ ready: true });
