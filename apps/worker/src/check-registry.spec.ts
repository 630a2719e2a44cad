import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { defineJob, type JobHandler, type Sweep } from '#platform';
import { checkRegistry } from './check-registry.js';
import { to } from './routes.js';

const wash = defineJob({ name: 'dishes.wash', queue: 'editing', version: 1, data: z.object({ id: z.string() }) });
const dry = defineJob({ name: 'dishes.dry', queue: 'editing', version: 1, data: z.object({ id: z.string() }) });
const handles = (job: typeof wash): JobHandler => ({ job, run: async () => undefined }) as JobHandler;
const sweep = (name: string): Sweep => ({ name, everyMs: 1, run: async () => [] });

describe('the check at start-up', () => {
  it('lets a complete registry pass', () => {
    const registry = { jobs: [wash, dry], handlers: [handles(dry), handles(wash)], sweeps: [sweep('a'), sweep('b')] };
    expect(() => checkRegistry(registry, { 'dish.used': [to(wash), to(dry)], 'dish.bought': [] })).not.toThrow();
  });

  it.each([
    ['a job without a handler', { jobs: [wash], handlers: [], sweeps: [] }, 'dishes.wash has 0 handlers'],
    [
      'a job with two handlers',
      { jobs: [wash], handlers: [handles(wash), handles(wash)], sweeps: [] },
      'dishes.wash has 2 handlers',
    ],
    [
      'a handler for a job that nobody declares',
      { jobs: [], handlers: [handles(dry)], sweeps: [] },
      'handles dishes.dry, which no room declares',
    ],
    [
      'two jobs with one name',
      { jobs: [wash, wash], handlers: [handles(wash)], sweeps: [] },
      'Two jobs are called dishes.wash',
    ],
    [
      'two sweeps with one name',
      { jobs: [], handlers: [], sweeps: [sweep('a'), sweep('a')] },
      'Two sweeps are called a',
    ],
  ])('refuses %s', (_, registry, message) => {
    expect(() => checkRegistry(registry, {})).toThrow(message);
  });

  it('refuses a route to a job that does not exist', () => {
    const registry = { jobs: [wash], handlers: [handles(wash)], sweeps: [] };
    expect(() => checkRegistry(registry, { 'dish.used': [to(dry)] })).toThrow('dish.used leads to dishes.dry');
  });
});
