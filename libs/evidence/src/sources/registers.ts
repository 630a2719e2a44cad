import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS, type Settings } from '#platform';
import { ReferenceStatusSource, type RegisterAnswer } from './reference-status-source.js';
import { crossrefStatus, pubmedStatus } from './register-answers.js';

/** Where the registers answer. Fixed hosts: nothing that a person typed chooses where a request goes. */
const CROSSREF = 'https://api.crossref.org/works/';
const PUBMED = 'https://eutils.ncbi.nlm.nih.gov/entrez/eutils/esummary.fcgi?db=pubmed&retmode=json&id=';

/** PubMed allows 3 requests a second without a key; Crossref asks for no more either. */
const BETWEEN_MS = 400;
const TIMEOUT_MS = 15_000;
const MOST_BYTES = 4_000_000;

type Ask = (url: string, init: RequestInit) => Promise<Response>;

/** Crossref, which carries Retraction Watch, and PubMed. One question at a time in a process, with a pause between. */
@Injectable()
export class Registers extends ReferenceStatusSource {
  readonly isOn: boolean;
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    @Inject(SETTINGS) settings: Settings,
    private readonly ask_: Ask = fetch,
  ) {
    super();
    this.isOn = settings.checkReferences;
  }

  async ask({ pmid, doi }: { pmid: string | null; doi: string | null }): Promise<RegisterAnswer | null> {
    if (!this.isOn) return null;
    const answers = [
      doi ? crossrefStatus(await this.json(CROSSREF + encodeURIComponent(doi))) : null,
      pmid ? pubmedStatus(await this.json(PUBMED + encodeURIComponent(pmid)), pmid) : null,
    ].filter((answer) => answer !== null);
    // The graver answer counts: a retraction that one of them has is a retraction.
    const order = ['retracted', 'concern', 'ok'];
    return answers.sort((a, b) => order.indexOf(a.status) - order.indexOf(b.status))[0] ?? null;
  }

  /** The body of an answer; null when the register does not know the work. */
  private json(url: string): Promise<unknown> {
    const turn = this.last.then(async () => {
      await pause(BETWEEN_MS);
      return this.fetched(url);
    });
    this.last = turn.catch(() => undefined);
    return turn;
  }

  private async fetched(url: string): Promise<unknown> {
    const response = await this.ask_(url, {
      headers: { accept: 'application/json', 'user-agent': 'Carepress reference check' },
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (response.status === 404) return null;
    if (!response.ok) throw new Error(`A register answered ${response.status}.`);
    const length = Number(response.headers.get('content-length') ?? 0);
    if (length > MOST_BYTES) throw new Error('A register answered with more than a record.');
    return response.json();
  }
}
