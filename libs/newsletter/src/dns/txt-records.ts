import { Resolver } from 'node:dns/promises';
import { Injectable } from '@nestjs/common';
import type { TxtAnswer } from '../domain/sender-domain.js';

/** Asks the DNS for text. */
export abstract class TxtRecords {
  /** The TXT records under a name, each in one piece; empty when there are none, null when nobody answered. */
  abstract of(name: string): Promise<TxtAnswer>;
}

/** The name does not exist, or has no such record: an answer. Everything else is none. */
const NOTHING_THERE = ['ENOTFOUND', 'ENODATA'];

/** Kept for examples and tests by RFC 6761 and RFC 2606: nobody has records there, and nobody need be asked. */
const RESERVED = /(?:^|\.)(?:example|test|invalid|localhost|example\.(?:com|net|org))$/i;

/** The resolvers of this machine. */
@Injectable()
export class SystemTxtRecords extends TxtRecords {
  async of(name: string): Promise<TxtAnswer> {
    if (RESERVED.test(name)) return [];
    try {
      const records = await new Resolver({ timeout: 3_000, tries: 2 }).resolveTxt(name);
      return records.map((pieces) => pieces.join(''));
    } catch (error) {
      return NOTHING_THERE.includes((error as NodeJS.ErrnoException).code ?? '') ? [] : null;
    }
  }
}
