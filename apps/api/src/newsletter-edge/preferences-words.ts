/** What a person's own page says. `{site}` stands for the clinic's name, `{day}` for a day. */
export interface PreferencesWords {
  readonly title: string;
  /** The title for who is not subscribed. */
  readonly goneTitle: string;
  readonly gone: string;
  readonly regions: string;
  readonly topics: string;
  readonly everything: string;
  readonly language: string;
  readonly save: string;
  readonly rest: string;
  readonly restLine: string;
  readonly until: string;
  readonly pause: string;
  readonly resting: string;
  readonly resume: string;
  readonly leave: string;
  readonly leaveLine: string;
  readonly leaveButton: string;
  readonly erase: string;
  readonly eraseLine: string;
  readonly sure: string;
  readonly eraseButton: string;
  readonly done: Readonly<Record<'saved' | 'paused' | 'resumed' | 'left' | 'erased', string>>;
  /** The sentence of a refusal by its code, where a reader can do something about it. */
  readonly refusals: Readonly<Record<string, string>>;
}

const EN: PreferencesWords = {
  title: 'Choose what you get',
  goneTitle: 'You get no newsletter',
  gone: 'You are not subscribed to the newsletter of {site}. You can sign up again on its site.',
  regions: 'Parts of the body',
  topics: 'Topics',
  everything: 'With nothing ticked you get the newsletters that go to everybody.',
  language: 'Language',
  save: 'Save my choice',
  rest: 'Take a rest',
  restLine: 'We send nothing before the day you choose, and go on by ourselves then.',
  until: 'Send again from',
  pause: 'Rest until that day',
  resting: 'You rest until {day}. Nothing is sent before.',
  resume: 'Go on now',
  leave: 'Unsubscribe',
  leaveLine: 'You get no more newsletters of {site}.',
  leaveButton: 'Unsubscribe me',
  erase: 'Delete what you know of me',
  eraseLine:
    'Your address, language and choices are deleted for good. We keep one scrambled mark of the address, so that no old list can bring it back.',
  sure: 'Yes, delete everything about me.',
  eraseButton: 'Delete me',
  done: {
    saved: 'Your choice is saved.',
    paused: 'You rest. Nothing is sent before that day.',
    resumed: 'The newsletter goes on.',
    left: 'You are unsubscribed.',
    erased: 'Everything about you is deleted.',
  },
  refusals: {
    sure: 'Tick the box first: this cannot be taken back.',
    until: 'Choose a day after today, at most a year away.',
    interests: 'One of the choices is not offered any more. Look at the list again, and save.',
    locale: 'Choose one of the languages.',
    do: 'Press one of the buttons of the page.',
  },
};

const ES: PreferencesWords = {
  title: 'Elija lo que recibe',
  goneTitle: 'No recibe ningún boletín',
  gone: 'No está suscrito al boletín de {site}. Puede suscribirse de nuevo en su sitio.',
  regions: 'Partes del cuerpo',
  topics: 'Temas',
  everything: 'Si no marca nada, recibe los boletines que van a todos.',
  language: 'Idioma',
  save: 'Guardar mi elección',
  rest: 'Hacer una pausa',
  restLine: 'No enviamos nada antes del día que elija, y después seguimos por nuestra cuenta.',
  until: 'Volver a enviar desde',
  pause: 'Pausar hasta ese día',
  resting: 'Está en pausa hasta el {day}. No se envía nada antes.',
  resume: 'Seguir ahora',
  leave: 'Darse de baja',
  leaveLine: 'No recibirá más boletines de {site}.',
  leaveButton: 'Darme de baja',
  erase: 'Borrar lo que saben de mí',
  eraseLine:
    'Su dirección, idioma y elecciones se borran para siempre. Guardamos solo una marca cifrada de la dirección, para que ninguna lista antigua la traiga de vuelta.',
  sure: 'Sí, borren todo sobre mí.',
  eraseButton: 'Borrarme',
  done: {
    saved: 'Su elección está guardada.',
    paused: 'Está en pausa. No se envía nada antes de ese día.',
    resumed: 'El boletín continúa.',
    left: 'Se ha dado de baja.',
    erased: 'Todo lo suyo está borrado.',
  },
  refusals: {
    sure: 'Marque primero la casilla: esto no se puede deshacer.',
    until: 'Elija un día posterior a hoy, como máximo dentro de un año.',
    interests: 'Una de las opciones ya no se ofrece. Mire la lista de nuevo y guarde.',
    locale: 'Elija uno de los idiomas.',
    do: 'Pulse uno de los botones de la página.',
  },
};

/** The words in a reader's language; English where there are none. */
export function preferencesWordsFor(locale: string): PreferencesWords {
  return /^es\b/i.test(locale) ? ES : EN;
}
