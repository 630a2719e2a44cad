/** One item of a WordPress export, as it stands there. */
export interface WxrItem {
  readonly type: string;
  readonly status: string;
  readonly title: string;
  readonly link: string;
  readonly guid: string;
  readonly id: string;
  readonly slug: string;
  readonly date: string;
  readonly modified: string;
  readonly creator: string;
  readonly content: string;
  /** Line of the file on which the content begins. */
  readonly contentLine: number;
  readonly excerpt: string;
  readonly categories: readonly string[];
  readonly tags: readonly string[];
  readonly formerSlugs: readonly string[];
  readonly attachmentUrl: string;
  readonly hasPassword: boolean;
  readonly readersComments: number;
  /** The item's own XML. */
  readonly raw: string;
}

/** What an export says about itself before its items. */
export interface WxrHead {
  language: string;
  baseUrl: string;
  /** Names of authors by their sign-in names. */
  readonly authors: Map<string, string>;
}
