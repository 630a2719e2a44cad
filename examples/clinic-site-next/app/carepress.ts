import { createClient } from '@carepress/client';

/** Slug of the clinic's site. */
export const SITE = process.env.CAREPRESS_SITE ?? 'harbor';

/** The Carepress this site reads from. */
export const carepress = createClient((process.env.CAREPRESS_API ?? 'http://127.0.0.1:4000').replace(/\/+$/, ''));
