/** What the pages say. `{site}` stands for the clinic's name. */
export interface EdgeWords {
  readonly signUpDone: readonly [title: string, line: string];
  readonly confirmAsk: readonly [title: string, line: string, button: string];
  readonly confirmDone: readonly [title: string, line: string];
  readonly leaveAsk: readonly [title: string, line: string, button: string];
  readonly leaveDone: readonly [title: string, line: string];
  readonly refused: string;
  readonly preferences: string;
  /** `{phone}` stands for the clinic's number. */
  readonly questions: string;
  readonly backToSite: string;
}

const EN: EdgeWords = {
  signUpDone: [
    'Look into your mailbox',
    'If this address can be subscribed, a mail is on its way to it. Open the link in it to confirm. Nothing there? Look into the spam folder, or try again in five minutes.',
  ],
  confirmAsk: [
    'Do you want the newsletter?',
    'Press the button to get the newsletter of {site} at your address.',
    'Yes, subscribe me',
  ],
  confirmDone: [
    'You are subscribed',
    'Thank you. Every newsletter has a link to unsubscribe. We do not track what you open.',
  ],
  leaveAsk: ['Unsubscribe?', 'Press the button, and {site} sends you no more newsletters.', 'Unsubscribe me'],
  leaveDone: [
    'You are unsubscribed',
    'You get no more newsletters of {site}. Did this happen by mistake? Sign up again on the site.',
  ],
  refused: 'This did not work',
  preferences: 'Choose what you get',
  questions: 'Questions? Call us at {phone}.',
  backToSite: 'Back to the site of {site}',
};

const ES: EdgeWords = {
  signUpDone: [
    'Mire su correo',
    'Si esta dirección se puede suscribir, un mensaje va en camino. Abra el enlace para confirmar. ¿No llega? Mire en el correo no deseado o inténtelo de nuevo en cinco minutos.',
  ],
  confirmAsk: [
    '¿Quiere recibir el boletín?',
    'Pulse el botón para recibir el boletín de {site} en su dirección.',
    'Sí, suscríbanme',
  ],
  confirmDone: [
    'Está suscrito',
    'Gracias. Cada boletín lleva un enlace para darse de baja. No seguimos lo que usted abre.',
  ],
  leaveAsk: ['¿Darse de baja?', 'Pulse el botón y {site} no le enviará más boletines.', 'Darme de baja'],
  leaveDone: [
    'Se ha dado de baja',
    'No recibirá más boletines de {site}. ¿Fue un error? Suscríbase de nuevo en el sitio.',
  ],
  refused: 'No ha funcionado',
  preferences: 'Elija lo que recibe',
  questions: '¿Preguntas? Llámenos al {phone}.',
  backToSite: 'Volver al sitio de {site}',
};

/** The words in a site's language; English where there are none. */
export function wordsFor(locale: string): EdgeWords {
  return /^es\b/i.test(locale) ? ES : EN;
}
