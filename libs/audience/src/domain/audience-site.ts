/** What this room needs to know of a site. */
export interface AudienceSite {
  readonly id: string;
  readonly name: string;
  readonly locale: string;
  readonly postalAddress: string;
  readonly senderName: string;
  readonly senderEmail: string;
  /** What the clinic looks like: its colour, and the picture that is its logo. */
  readonly accentColor: string | null;
  readonly logoMediaId: string | null;
}

/** The words a person agreed to, and where they stood. */
export interface ConsentWording {
  /** To the letter as shown beside the button; 1 to 2,000 characters. */
  readonly wording: string;
  /** The page with the form, when it is known. */
  readonly formUrl: string | null;
}
