import { createHash, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { idBytes, idFromBytes } from '#kernel';
import { AudienceKeys } from './keys.js';

/** Whom an unsubscribe link is for, and which issue carried it. */
export interface UnsubscribeClaim {
  readonly subscriberId: string;
  readonly issueId: string;
}

const SIGNATURE = 16;

/** The links in our mails: opaque, signed, and without an address in them. */
@Injectable()
export class AudienceTokens {
  constructor(private readonly keys: AudienceKeys) {}

  /**
   * The token of a confirmation link: made from the request and the secret, so that a mail that is tried again carries
   * the same link, and the database alone is not enough to make one.
   */
  confirmation(subscriberId: string, askedAt: Date): string {
    return this.keys.sign('confirm-link', `${subscriberId}.${askedAt.getTime()}`).toString('base64url');
  }

  /** What the database keeps of a confirmation token. */
  hash(token: string): string {
    return createHash('sha256').update(token).digest('hex');
  }

  /** 64 characters of base64url: subscriber, issue, and a signature of 128 bits. Does not expire: leaving must work. */
  unsubscribe(claim: UnsubscribeClaim): string {
    const body = Buffer.concat([idBytes(claim.subscriberId), idBytes(claim.issueId)]);
    return Buffer.concat([body, this.signature(body)]).toString('base64url');
  }

  /** Reads an unsubscribe token; null when one bit of it is not ours. */
  readUnsubscribe(token: string): UnsubscribeClaim | null {
    if (!/^[\w-]{64}$/.test(token)) return null;
    const bytes = Buffer.from(token, 'base64url');
    const body = bytes.subarray(0, 32);
    if (!timingSafeEqual(bytes.subarray(32), this.signature(body))) return null;
    return { subscriberId: idFromBytes(body.subarray(0, 16)), issueId: idFromBytes(body.subarray(16)) };
  }

  private signature(body: Buffer): Buffer {
    return this.keys.sign('unsubscribe-link', body).subarray(0, SIGNATURE);
  }
}
