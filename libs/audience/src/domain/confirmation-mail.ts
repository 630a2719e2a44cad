import type { AudienceSite, ConsentWording } from './audience-site.js';

/** A mail to one person, before it is dressed for its journey. */
export interface ConfirmationMail {
  readonly to: string;
  readonly subject: string;
  readonly locale: string;
  readonly site: AudienceSite;
  readonly lines: readonly string[];
  readonly link: string;
  readonly button: string;
  /** Names the request: a second try carries the same Message-ID. */
  readonly deliveryId: string;
  readonly date: Date;
}

/** How it went. `refused`: the server said no for good. `unknown`: it may have been handed over. */
export type ConfirmationOutcome = 'handedOver' | 'tryAgain' | 'refused' | 'unknown';

/** Hands one mail to the mail server. The room that owns the sender implements it; the worker wires it. */
export abstract class ConfirmationMailer {
  abstract send(mail: ConfirmationMail): Promise<ConfirmationOutcome>;
}

interface Words {
  readonly subject: string;
  readonly lines: readonly string[];
  readonly button: string;
}

const EN = (site: string, wording: string): Words => ({
  subject: `Please confirm: newsletter of ${site}`,
  lines: [
    `Somebody, we think you, asked for the newsletter of ${site} at this address.`,
    ...(wording ? [`The words beside the form were: “${wording}”`] : []),
    'Open the link and press the button there. It works for 48 hours.',
    'If it was not you, do nothing. You will not hear from us again.',
  ],
  button: 'Confirm my subscription',
});

const ES = (site: string, wording: string): Words => ({
  subject: `Por favor, confirme: boletín de ${site}`,
  lines: [
    `Alguien, creemos que usted, pidió el boletín de ${site} para esta dirección.`,
    ...(wording ? [`El texto junto al formulario era: «${wording}»`] : []),
    'Abra el enlace y pulse el botón. Funciona durante 48 horas.',
    'Si no fue usted, no haga nada. No volveremos a escribirle.',
  ],
  button: 'Confirmar mi suscripción',
});

/** The mail that asks a person whether it was them. */
export function confirmationMail(
  person: { email: string; locale: string; askedAt: Date },
  site: AudienceSite,
  consent: ConsentWording,
  link: string,
  deliveryId: string,
): ConfirmationMail {
  const words = (person.locale.startsWith('es') ? ES : EN)(site.name, consent.wording);
  return { ...words, to: person.email, locale: person.locale, site, link, deliveryId, date: person.askedAt };
}
