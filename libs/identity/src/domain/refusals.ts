import { Refusal } from '#kernel';

export class CredentialAlreadyRevoked extends Refusal {
  readonly code = 'CREDENTIAL_ALREADY_REVOKED';
  readonly message = 'This licence was revoked before, and stays so. Open the tasks to see what is live on it.';
}
