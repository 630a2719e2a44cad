import { z } from 'zod';
import { InvalidInput } from '#kernel';

const CONTROL = /[\p{Cc}\p{Cs}]/u;

/** What is wrong with a person's name; null when nothing is. It stands under approvals. */
export function staffNameFault(name: string): InvalidInput | null {
  if (name.length >= 2 && name.length <= 120 && !CONTROL.test(name)) return null;
  return new InvalidInput('name', 'Write the name as it stands under an approval, in 2 to 120 characters.');
}

/** What is wrong with an e-mail address; null when nothing is. */
export function emailFault(email: string): InvalidInput | null {
  if (email.length <= 254 && z.email().safeParse(email).success) return null;
  return new InvalidInput('email', 'This is not an e-mail address. Check it, such as maya@clinic.example.');
}
