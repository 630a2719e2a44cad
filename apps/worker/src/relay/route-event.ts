import type { ClaimedEvent } from '#outbox';
import type { JobRequest } from '#platform';
import type { Routes } from '../routes.js';

/**
 * The jobs that follow from an event, each with an id that is the same at every try.
 *
 * @throws Error when the table has no line for this kind, or the payload is not what a job needs
 */
export function routeEvent(routes: Routes, event: Pick<ClaimedEvent, 'id' | 'kind' | 'payload'>): JobRequest[] {
  const line = routes[event.kind];
  if (!line) throw new Error(`The table of routes has no line for the fact ${event.kind}.`);
  return line.map(({ job, dataOf }) => {
    const data = job.data.safeParse(dataOf(event.payload));
    if (!data.success) throw new Error(`The fact ${event.kind} does not carry what the job ${job.name} needs.`);
    return { job, data: data.data, id: `${event.id}-${job.name.replaceAll('.', '-')}` };
  });
}
