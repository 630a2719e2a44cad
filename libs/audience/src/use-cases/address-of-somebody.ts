import { Injectable } from '@nestjs/common';
import { isRefusal, type Result } from '#kernel';
import { parseEmailAddress } from '../domain/email-address.js';
import { InvalidEmailAddress } from '../domain/refusals.js';
import { Subscribers } from '../persistence/subscribers.js';
import { Suppressions } from '../persistence/suppressions.js';

const inSmallLetters = (norm: string): string => {
  const at = norm.lastIndexOf('@');
  return norm.slice(0, at).toLowerCase() + norm.slice(at);
};

/**
 * Reads an address that staff write down for somebody: by what they act on, its keyed hash. Capitals before the @ tell two
 * people apart, so nobody is ever guessed; but whoever asks to be left alone must not go on being written to because a
 * capital was typed, and be told that it is done.
 */
@Injectable()
export class AddressOfSomebody {
  constructor(
    private readonly subscribers: Subscribers,
    private readonly suppressions: Suppressions,
  ) {}

  /** The keyed hash at a site; a refusal where only the same in small letters is known there. */
  async hashAt(siteId: string, given: unknown): Promise<Result<string, InvalidEmailAddress>> {
    const address = parseEmailAddress(given);
    if (isRefusal(address)) return address;
    const small = inSmallLetters(address.norm);
    const [hash, smallHash] = [address.norm, small].map((norm) => this.suppressions.hashOf(siteId, norm)) as [
      string,
      string,
    ];
    if (hash === smallHash) return hash;
    const known = await this.subscribers.statesOf(siteId, [hash, smallHash]);
    if (known.has(hash) || !known.has(smallHash)) return hash;
    return new InvalidEmailAddress(
      `Nobody here has this address with these capitals, but somebody has ${small}. Write it so if that is the person.`,
      'ADDRESS_CAPITALS',
    );
  }
}
