import { JOB_POLICY } from '#identity';
import type { JobDefinition, JobHandler, Sweep } from '#platform';
import type { Routes } from './routes.js';

export interface Registry {
  readonly jobs: readonly JobDefinition[];
  readonly handlers: readonly JobHandler[];
  readonly sweeps: readonly Sweep[];
}

/**
 * Refuses a worker in which some work would be lost: every job has exactly one handler, every handler and every route
 * is for a known job, and no two sweeps share a name.
 *
 * @throws Error with every fault found
 */
export function checkRegistry({ jobs, handlers, sweeps }: Registry, routes: Routes): void {
  const known = new Set(jobs.map((job) => job.name));
  const counted = jobs.map((job) => ({
    job,
    count: handlers.filter((handler) => handler.job.name === job.name).length,
  }));
  const routed = Object.entries(routes).flatMap(([kind, line]) => line.map(({ job }) => ({ kind, job })));
  const faults = [
    ...twice(jobs.map((job) => job.name)).map((name) => `Two jobs are called ${name}.`),
    ...counted
      .filter(({ count }) => count !== 1)
      .map(({ job, count }) => `The job ${job.name} has ${count} handlers; it needs exactly one.`),
    ...handlers
      .filter((handler) => !known.has(handler.job.name))
      .map((handler) => `${handler.constructor.name} handles ${handler.job.name}, which no room declares.`),
    ...routed
      .filter(({ job }) => !known.has(job.name))
      .map(({ kind, job }) => `The fact ${kind} leads to ${job.name}, which no room declares.`),
    ...twice(sweeps.map((sweep) => sweep.name)).map((name) => `Two sweeps are called ${name}.`),
  ];
  if (faults.length > 0) throw new Error(`The worker does not start:\n${faults.join('\n')}`);
}

/**
 * Refuses a worker with a job or sweep that the permission policy does not know: what nobody allowed is not done.
 *
 * @throws Error naming them
 */
export function checkJobPolicy(names: readonly string[]): void {
  const unknown = names.filter((name) => !Object.hasOwn(JOB_POLICY, name));
  if (unknown.length > 0) throw new Error(`The worker does not start: no policy for ${unknown.join(', ')}.`);
}

function twice(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, i) => names.indexOf(name) !== i))];
}
