import { backPainAfterARun } from './back-pain-after-a-run.js';
import type { DemoArticle } from './demo-article.js';
import { iceOrHeat } from './ice-or-heat.js';
import { shinSplintsFirstTwoWeeks } from './shin-splints-first-two-weeks.js';

export type { DemoArticle } from './demo-article.js';

/** The articles of the demo clinic, in the order in which the seed brings them on their way. */
export const DEMO_ARTICLES: readonly DemoArticle[] = [backPainAfterARun, shinSplintsFirstTwoWeeks, iceOrHeat];
