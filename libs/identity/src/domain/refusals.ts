import { Refusal } from '#kernel';

export class CredentialAlreadyRevoked extends Refusal {
  readonly code = 'CREDENTIAL_ALREADY_REVOKED';
  readonly message = 'This licence was revoked before, and stays so. Open the tasks to see what is live on it.';
}

export class LastAdministrator extends Refusal {
  readonly code = 'LAST_ADMINISTRATOR';
  readonly message = 'Nobody else administers this site. Make another person administrator first.';
}

export class LicenceNeedsAnother extends Refusal {
  readonly code = 'LICENCE_NEEDS_ANOTHER';
  readonly message =
    'A licence is confirmed by neither its holder nor the one who entered it. Ask another administrator.';
}

export class SiteTaken extends Refusal {
  readonly code = 'SITE_TAKEN';
  readonly message = 'There is a site of this short name. Choose another one.';
}

export class TwoSecretsInForce extends Refusal {
  readonly code = 'TWO_SECRETS_IN_FORCE';
  readonly message =
    'This key has two secrets in force. Revoke the one that no program uses any more, then renew the key.';
}
