import { PROMOTION_PHRASES } from '#quality';

/** A pattern for a whole line, tried on its plain form (trimmed, no-break spaces as spaces). */
export interface LinePattern {
  readonly id: string;
  readonly pattern: RegExp;
  /** Only tried above the first paragraph: a line that looks the same further down is text. */
  readonly onlyBeforeBody?: true;
  /** What the dropped line tells about the file. `timestamp` needs two groups: date and time of day, in UTC. */
  readonly means?: 'timestamp' | 'byline' | 'date';
}

/** Everything the importer knows about how scraped articles look. An editor extends a copy of it. */
export interface ImportPatterns {
  readonly boilerplate: readonly LinePattern[];
  /** Labels in front of a related link, without the colon. */
  readonly relatedLabels: readonly string[];
  /** Sections whose questions and answers become a FAQ block. */
  readonly faqSections: readonly string[];
  /** Headings that always open a section of level 2. */
  readonly topSections: readonly string[];
  /** Headings of level 3 that are known by their form, such as "Story 1:". */
  readonly minorHeadings: readonly RegExp[];
  /** Lines about an image: its credit, its file name. */
  readonly captions: readonly RegExp[];
  /** Phrases by which a practice speaks of itself. */
  readonly promotion: readonly RegExp[];
  /** Phrases that ask the reader to call, book or visit. */
  readonly invitation: readonly RegExp[];
}

const CREDENTIAL = '(?:PT|DPT|MPT|MD|DO|PhD|RN|NP|PA-C|OCS|SCS|ATC|CSCS|MSc|BSc|MCSP|FAAOMPT)';
const DATE = '(?:[A-Z][a-z]{2,8}\\.? \\d{1,2},? \\d{4}|\\d{1,2} [A-Z][a-z]{2,8} \\d{4}|\\d{4}-\\d{2}-\\d{2})';
const NAME = "[A-Z][\\w.'’-]{0,30}(?: [A-Z][\\w.'’-]{0,30}){1,3}";

export const DEFAULT_PATTERNS: ImportPatterns = {
  boilerplate: [
    { id: 'breadcrumb', pattern: /^Position:\s*home$/i },
    { id: 'breadcrumb-trail', pattern: /^Home\s*[>»›/]\s*\S.{0,120}$/i, onlyBeforeBody: true },
    { id: 'ranking', pattern: /^TOP\s+\d+$/i },
    { id: 'related-posts', pattern: /^(?:Related|Recent|Popular|More) (?:Posts?|Articles?):?$/i },
    { id: 'teaser', pattern: /^(?:Don.t miss|You (?:may|might) also like|Trending now)$/i },
    { id: 'comment-form', pattern: /^Leave a (?:Comment|Reply)$/i },
    { id: 'pager', pattern: /^(?:Previous|Next) (?:Post|Article)$/i },
    {
      id: 'sharing',
      pattern:
        /^(?:Share(?: this)?(?: (?:post|article|page))?:?|Facebook|Twitter|LinkedIn|Pinterest|Instagram|Tweet)$/i,
    },
    { id: 'skip-link', pattern: /^Skip to (?:main )?content$/i },
    { id: 'newsletter-form', pattern: /^(?:Subscribe|Sign up)(?: (?:to|for) (?:our|the) newsletter)?$/i },
    { id: 'navigation', pattern: /^(?:Home|Menu|Search|Main Menu|Back to top)$/i },
    { id: 'copyright', pattern: /^(?:©|Copyright\b|All rights reserved\b).{0,200}$/i },
    { id: 'advertisement', pattern: /^(?:Advertisement|Sponsored)$/i },
    { id: 'counter', pattern: /^\d+ (?:Comments?|Shares?|Views?)$/i },
    {
      id: 'crawl-time',
      pattern: /^Time:\s*(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2}) UTC$/i,
      means: 'timestamp',
    },
    {
      id: 'byline',
      pattern: new RegExp(
        `^(?:Written by|Authors?:|(?:Medically |Clinically )?reviewed by:?) ?${NAME}(?:,.{1,80})?$`,
        'i',
      ),
      means: 'byline',
    },
    { id: 'byline-credential', pattern: new RegExp(`^By:? ${NAME},? ${CREDENTIAL}\\b.{0,80}$`), means: 'byline' },
    { id: 'byline-top', pattern: new RegExp(`^By:? ${NAME}$`), onlyBeforeBody: true, means: 'byline' },
    {
      id: 'date-line',
      pattern: new RegExp(
        `^(?:(?:Last )?(?:Published|Updated|Reviewed|Posted)(?: on)?|Date):? ${DATE}(?: by .{1,60})?$`,
        'i',
      ),
      means: 'date',
    },
    { id: 'date-top', pattern: new RegExp(`^${DATE}$`), onlyBeforeBody: true, means: 'date' },
  ],
  relatedLabels: [
    'Read Also',
    'Also Read',
    'Related Content',
    'Related Article',
    'Related Reading',
    'Related',
    'Read Now',
    'Read More',
    'See Also',
  ],
  faqSections: ['People Also Ask', 'FAQ', 'FAQs', 'Frequently Asked Questions', 'Common Questions'],
  topSections: [
    'Conclusion',
    'Conclusions',
    'Final Words',
    'Final Thoughts',
    'Concluding Remarks',
    'Summary',
    'The Bottom Line',
    'References',
  ],
  minorHeadings: [
    /^(?:Story|Case|Case Study|Example|Step|Tip|Phase|Stage|Week|Day) \d+:$/i,
    /^What we (?:learn|learned):$/i,
  ],
  captions: [
    /^(?:Photo|Image|Picture|Illustration|Video)(?: (?:credit|source|courtesy))?(?::| by | via ).{1,150}[^.!?]$/i,
    /^[\w-]{1,100}\.(?:jpe?g|png|gif|webp|svg)$/i,
  ],
  ...PROMOTION_PHRASES,
};
