import type { LinePattern } from './patterns.js';

/** What a line is by its own form and its neighbours, before sections, levels and FAQ are known. */
export type Shape =
  | { readonly is: 'boilerplate'; readonly patternId: string; readonly found?: LinePattern; readonly values?: string[] }
  | { readonly is: 'relatedLink'; readonly label: string; readonly title: string }
  | { readonly is: 'recentPost'; readonly title: string; readonly date: string }
  | { readonly is: 'item'; readonly text: string; readonly ordered: boolean }
  | { readonly is: 'listIntro' }
  | {
      readonly is: 'candidate';
      readonly text: string;
      readonly ordinal?: number;
      readonly minor: boolean;
      readonly hashes?: number;
    }
  | { readonly is: 'caption' }
  | { readonly is: 'text' };

/** A number in front of a heading or of an item of an ordered list. */
export const NUMBERED = /^(\d{1,3})[.)]\s+/;
