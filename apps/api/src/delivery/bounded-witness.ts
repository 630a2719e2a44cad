import { AnswerTooLarge, MOST_BYTES, type Witness } from '#delivery';

/** Counts what is read for one request, however many statements bring it, and stops it where the request takes too much. */
export class BoundedWitness implements Witness {
  private left = MOST_BYTES;

  constructor(private readonly witness: Witness) {}

  saw(...seen: Parameters<Witness['saw']>): void {
    this.witness.saw(...seen);
  }

  get isFull(): boolean {
    return this.left < 0;
  }

  took(bytes: number): void {
    this.left -= bytes;
    if (this.left < 0) throw new AnswerTooLarge();
  }
}
