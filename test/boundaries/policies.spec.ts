import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { JOB_POLICY, POLICY, Policy } from '#identity';
import { newId } from '#kernel';
import { systemActor } from '#platform';
import { checkJobPolicy } from '../../apps/worker/src/check-registry.js';
import { handlers, jobs, sweeps } from '../../apps/worker/src/registry.js';
import { QueueReleased } from '../../apps/worker/src/sweeps/queue-released.js';
import { MAY } from '../support/access-table.js';
import { managementSchema } from '../support/management-cases.js';
import { sourceFiles } from './rooms.js';

const fields = Object.values(managementSchema().getMutationType()!.getFields())
  .map(({ name }) => name)
  .filter((name) => name !== 'ping');

const sources = sourceFiles('libs', 'apps').filter(({ path }) => !/\.spec\.tsx?$/.test(path));

describe('the permission policy', () => {
  it('says of every mutation who may do it, and of nothing else', () => {
    expect(fields.filter((name) => MAY[name] === undefined)).toEqual([]);
    expect(Object.keys(MAY).filter((name) => !fields.includes(name))).toEqual([]);
  });

  it('lets every mutation be done by the roles of some operation, and has no rule that nobody asks', () => {
    const rules = Object.values(POLICY).map(({ roles }) => [...roles].sort().join());
    expect(fields.filter((name) => !rules.includes([...MAY[name]!].sort().join()))).toEqual([]);
    const asked = sources.map(({ text }) => text).join('\n');
    const unasked = Object.keys(POLICY).filter(
      (operation) => (asked.match(new RegExp(`'${operation.replace('.', '\\.')}'`, 'g')) ?? []).length < 2,
    );
    expect(unasked).toEqual([]);
  });
});

/** Names of jobs and sweeps as their own files give them, with the names of the system under which each room acts. */
const named = sources.flatMap(({ path, text }) => {
  const isSweep = /implements Sweep\b/.test(text);
  const pattern = isSweep ? /readonly name = '([^']+)'/g : /defineJob[^(]*\(\{\s*name: '([^']+)'/g;
  return /\/(?:generated)\//.test(path) || path.startsWith('test/')
    ? []
    : [...text.matchAll(pattern)].map((it) => it[1]!);
});

describe('the policy of jobs and sweeps', () => {
  it('has a line for each, and none for anything else', () => {
    expect(jobs.length).toBe(handlers.length);
    // One sweep is no room's: it hands the worker's own queues what a person let go.
    expect(named.length).toBe(jobs.length + [...sweeps, QueueReleased].length);
    expect(Object.keys(JOB_POLICY).sort()).toEqual([...named].sort());
    expect(jobs.map(({ name }) => name).filter((name) => !JOB_POLICY[name])).toEqual([]);
  });

  it('allows in the policy table whatever the system does under a name', () => {
    const acting = Object.values(JOB_POLICY).flatMap((rule) => (rule.actsAs === null ? [] : [rule]));
    const denied = acting.filter(({ actsAs, may }) => new Policy().mayAt(systemActor(actsAs), may, newId()) !== null);
    expect(denied).toEqual([]);
    const names = sources.flatMap(({ text }) => [...text.matchAll(/systemActor\('(\w+)'\)/g)].map((it) => it[1]!));
    // An operator acts at a prompt, and signing in comes before anybody is known: neither is a job.
    const known = ['operator', 'signIn', ...acting.map(({ actsAs }) => actsAs as string)];
    expect([...new Set(names)].filter((name) => !known.includes(name))).toEqual([]);
  });

  it('refuses a worker with a job that it does not know', () => {
    expect(() => checkJobPolicy(['notify.send-notice', 'dishes.wash'])).toThrow('dishes.wash');
    expect(() => checkJobPolicy(Object.keys(JOB_POLICY))).not.toThrow();
  });
});
