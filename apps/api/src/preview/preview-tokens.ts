import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Clock, idBytes, idFromBytes } from '#kernel';
import { SETTINGS, type Settings } from '#platform';

/** What a link to a preview shows, and until when. */
export interface PreviewClaim {
  readonly revisionId: string;
  readonly siteId: string;
  readonly expiresAt: Date;
}

const BODY = 36;
const SIGNATURE = 24;
const SHAPE = /^[\w-]{80}$/;

/**
 * Tokens of links to a preview: one revision of one site until an instant, signed. Nothing of them is stored, so none can
 * be taken back before its end; that is why none lasts longer than a day.
 */
@Injectable()
export class PreviewTokens {
  private key: Buffer | undefined;

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  /** 80 characters of base64url: revision, site, end in whole seconds, and a signature of 192 bits. */
  make(
    { revisionId, siteId }: Omit<PreviewClaim, 'expiresAt'>,
    minutes: number,
  ): { readonly token: string; readonly expiresAt: Date } {
    const seconds = Math.floor(this.clock.now().getTime() / 1_000) + minutes * 60;
    const end = Buffer.alloc(4);
    end.writeUInt32BE(seconds);
    const body = Buffer.concat([idBytes(revisionId), idBytes(siteId), end]);
    const token = Buffer.concat([body, this.signature(body)]).toString('base64url');
    return { token, expiresAt: new Date(seconds * 1_000) };
  }

  /** What a token shows; null when one bit of it is not ours, or its time is over. */
  read(token: string): PreviewClaim | null {
    if (!SHAPE.test(token)) return null;
    const bytes = Buffer.from(token, 'base64url');
    const body = bytes.subarray(0, BODY);
    if (!timingSafeEqual(bytes.subarray(BODY), this.signature(body))) return null;
    const expiresAt = new Date(body.readUInt32BE(32) * 1_000);
    if (expiresAt <= this.clock.now()) return null;
    return { revisionId: idFromBytes(body.subarray(0, 16)), siteId: idFromBytes(body.subarray(16, 32)), expiresAt };
  }

  private signature(body: Buffer): Buffer {
    return createHmac('sha256', this.signingKey()).update(body).digest().subarray(0, SIGNATURE);
  }

  /** A key for this purpose alone (HKDF, RFC 5869): no other link of ours passes for a preview. */
  private signingKey(): Buffer {
    if (!this.settings.secret) throw new Error('There is no secret to sign links with: set CAREPRESS_SECRET.');
    this.key ??= Buffer.from(hkdfSync('sha256', this.settings.secret, '', 'carepress preview', 32));
    return this.key;
  }
}
