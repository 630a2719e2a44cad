/** A person of the demo clinic. These passwords are public: they exist only with the embedded database. */
export interface DemoSignIn {
  readonly role: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

export const DEMO_SIGN_INS: readonly DemoSignIn[] = [
  { role: 'Author', name: 'Sam Reyes', email: 'sam@harbor.example', password: 'author-at-harbor' },
  { role: 'Clinical reviewer', name: 'Maya Okafor', email: 'maya@harbor.example', password: 'reviewer-at-harbor' },
  { role: 'Publisher', name: 'Jo Lindqvist', email: 'jo@harbor.example', password: 'publisher-at-harbor' },
  { role: 'Administrator', name: 'Lee Brandt', email: 'lee@harbor.example', password: 'administrator-at-harbor' },
];
