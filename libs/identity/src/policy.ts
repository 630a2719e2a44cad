import { Injectable } from '@nestjs/common';
import { NotAllowed } from '#kernel';
import type { Actor } from '#platform';
import { type Operation, ruleOf } from './domain/policy-table.js';

const WORDS = {
  author: 'an author',
  reviewer: 'a reviewer',
  publisher: 'a publisher',
  admin: 'an administrator',
} as const;

/** What a token that only reads may do. */
const READS = /\.read$/;

/** The one place that is asked whether somebody may do something. What is not allowed in the table is refused. */
@Injectable()
export class Policy {
  /** Null when `actor` may do `operation` at the site; otherwise a refusal that says who may. */
  mayAt(actor: Actor, operation: Operation, siteId: string): NotAllowed | null {
    const rule = ruleOf(operation);
    if (actor.kind === 'system') {
      if (rule.system?.includes(actor.name)) return null;
      return new NotAllowed(`The system's ${actor.name} may not do this.`);
    }
    if (actor.readOnly && !READS.test(operation)) {
      return new NotAllowed('This token only reads. Make one that may write, or sign in.');
    }
    const allowed = actor.memberships.some((it) => it.siteId === siteId && rule.roles.includes(it.role));
    if (allowed) return null;
    const who = rule.roles.map((role) => WORDS[role]).join(' or ');
    return new NotAllowed(`This needs ${who} of the site. Ask one, or ask an administrator for the role.`);
  }

  /** The sites where `actor` may do `operation`. */
  sitesFor(actor: Actor, operation: Operation): string[] {
    if (actor.kind === 'system') return [];
    const rule = ruleOf(operation);
    return [...new Set(actor.memberships.filter((it) => rule.roles.includes(it.role)).map((it) => it.siteId))];
  }
}
