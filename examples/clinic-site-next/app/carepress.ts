import { createClient } from '@carepress/client';

/** Slug of the clinic's site. */
export const SITE = process.env.CAREPRESS_SITE ?? 'harbor';

/** The Carepress this site reads from. */
const api = (process.env.CAREPRESS_API ?? 'http://127.0.0.1:4000').replace(/\/+$/, '');

export const carepress = createClient(api, process.env.CAREPRESS_KEY);
