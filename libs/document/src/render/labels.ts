/** The words a renderer adds around the author's own. */
export interface Labels {
  readonly keyMessage: string;
  readonly steps: string;
  readonly contents: string;
  readonly references: string;
  readonly redFlagsNow: string;
  readonly redFlagsToday: string;
  readonly redFlagsSoon: string;
  readonly redFlags: string;
  readonly caution: string;
  /** `{number}` stands for the emergency number. */
  readonly call: string;
  readonly storyIllustrative: string;
  readonly storyConsented: string;
  readonly video: string;
  readonly picture: string;
  readonly pictureCredit: string;
  readonly safetyBlockMissing: string;
  readonly exerciseMissing: string;
  readonly position: string;
  readonly sets: string;
  readonly reps: string;
  readonly hold: string;
  readonly rest: string;
  readonly load: string;
  readonly frequency: string;
  readonly side: string;
  readonly sideLeft: string;
  readonly sideRight: string;
  readonly sideBoth: string;
  readonly sideEach: string;
  /** `{seconds}` stands for the number. */
  readonly seconds: string;
  readonly stopRule: string;
  readonly easier: string;
  readonly harder: string;
  /** `{number}` stands for the place in the list of references. */
  readonly reference: string;
}

const EN: Labels = {
  keyMessage: 'Key message',
  steps: 'What to do',
  contents: 'On this page',
  references: 'References',
  redFlagsNow: 'Get emergency help now',
  redFlagsToday: 'Get medical help today',
  redFlagsSoon: 'See a health professional soon',
  redFlags: 'When to get help',
  caution: 'Take care',
  call: 'Call {number}',
  storyIllustrative: 'An example, not a real person',
  storyConsented: 'A patient’s story, told with consent',
  video: 'Video',
  picture: 'Picture',
  pictureCredit: 'Picture: {credit}',
  safetyBlockMissing:
    'Safety advice belongs here and could not be shown. If you are worried about your symptoms, contact your clinic or your local emergency service.',
  exerciseMissing: 'An exercise belongs here and could not be shown. Ask your clinic for it before you go on.',
  position: 'Starting position',
  sets: 'Sets',
  reps: 'Repetitions',
  hold: 'Hold',
  rest: 'Rest between sets',
  load: 'Load',
  frequency: 'How often',
  side: 'Side',
  sideLeft: 'left',
  sideRight: 'right',
  sideBoth: 'both together',
  sideEach: 'each side in turn',
  seconds: '{seconds} seconds',
  stopRule: 'Stop if',
  easier: 'Easier',
  harder: 'Harder',
  reference: 'Reference {number}',
};

const ES: Labels = {
  keyMessage: 'Lo más importante',
  steps: 'Qué hacer',
  contents: 'En esta página',
  references: 'Referencias',
  redFlagsNow: 'Busque ayuda de emergencia ahora',
  redFlagsToday: 'Busque atención médica hoy',
  redFlagsSoon: 'Consulte pronto a un profesional de la salud',
  redFlags: 'Cuándo buscar ayuda',
  caution: 'Tenga cuidado',
  call: 'Llame al {number}',
  storyIllustrative: 'Un ejemplo, no una persona real',
  storyConsented: 'La historia de un paciente, contada con su consentimiento',
  video: 'Vídeo',
  picture: 'Imagen',
  pictureCredit: 'Imagen: {credit}',
  safetyBlockMissing:
    'Aquí debe ir un aviso de seguridad que no se pudo mostrar. Si le preocupan sus síntomas, contacte con su clínica o con el servicio de emergencias.',
  exerciseMissing: 'Aquí debe ir un ejercicio que no se pudo mostrar. Pídalo a su clínica antes de continuar.',
  position: 'Posición inicial',
  sets: 'Series',
  reps: 'Repeticiones',
  hold: 'Mantener',
  rest: 'Descanso entre series',
  load: 'Carga',
  frequency: 'Con qué frecuencia',
  side: 'Lado',
  sideLeft: 'izquierdo',
  sideRight: 'derecho',
  sideBoth: 'ambos a la vez',
  sideEach: 'cada lado por turno',
  seconds: '{seconds} segundos',
  stopRule: 'Pare si',
  easier: 'Más fácil',
  harder: 'Más difícil',
  reference: 'Referencia {number}',
};

const BY_LANGUAGE: Readonly<Record<string, Labels>> = { en: EN, es: ES };

/** The labels of a locale's language; English where there are none. Single labels can be replaced. */
export function labelsFor(locale: string, own: Partial<Labels> = {}): Labels {
  return { ...(BY_LANGUAGE[locale.split('-')[0]!.toLowerCase()] ?? EN), ...own };
}

/** A label with its placeholder filled in. */
export function fill(label: string, values: Readonly<Record<string, string | number>>): string {
  return label.replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole));
}
