import { ankleSprainWalkingAgain } from './ankle-sprain-walking-again.js';
import { backPainAfterARun } from './back-pain-after-a-run.js';
import type { DemoArticle } from './demo-article.js';
import { gettingUpAfterKneeReplacement } from './getting-up-after-knee-replacement.js';
import { iceOrHeat } from './ice-or-heat.js';
import { neckStretchesForDeskWorkers } from './neck-stretches-for-desk-workers.js';
import { shinSplintsFirstTwoWeeks } from './shin-splints-first-two-weeks.js';

export type { DemoArticle } from './demo-article.js';

/** The articles of the demo clinic, in the order in which the seed brings them on their way: the last two stay behind. */
export const DEMO_ARTICLES: readonly DemoArticle[] = [
  backPainAfterARun,
  shinSplintsFirstTwoWeeks,
  iceOrHeat,
  ankleSprainWalkingAgain,
  neckStretchesForDeskWorkers,
  gettingUpAfterKneeReplacement,
];
