import { Refusal } from '#kernel';

/** Four eyes, afterwards: who withdrew it does not confirm it. */
export class SecondPersonNeeded extends Refusal {
  readonly code = 'SECOND_PERSON_NEEDED';
  readonly message = 'You withdrew this yourself. Ask a colleague to confirm the withdrawal or to reinstate the text.';
}

export class WithdrawalDecided extends Refusal {
  readonly code = 'WITHDRAWAL_DECIDED';
  readonly message =
    'Somebody confirmed this withdrawal or reinstated the text meanwhile. Reload to see where it stands.';
}

export class RecalledAlready extends Refusal {
  readonly code = 'RECALLED_ALREADY';
  readonly message = 'Every one of these revisions was recalled already. Open the recall to see how far it is.';
  constructor(readonly recallId: string) {
    super();
  }
}
