import type { Site } from '../content.js';
import { type Html, html } from '../html.js';
import { page, type View } from '../layout.js';

const EN = {
  title: 'How we review',
  points: [
    ['A clinician reads every word', 'Each article is read and approved by a licensed clinician who did not write it.'],
    [
      'The approval holds for exactly this text',
      'A changed text needs a new approval before you can read it here. Until then you see the approved one.',
    ],
    ['You can see who and when', 'Name, credential, date of the review and date of the next one stand on every page.'],
    ['Sources are named', 'Where an article rests on research or a guideline, a number in the text leads to it.'],
    ['Mistakes are taken off', 'An article that should not be followed is withdrawn, and its address says so.'],
  ],
  limits: 'An article cannot examine you. When it does not fit what you feel, call the clinic.',
} as const;

const ES = {
  title: 'Cómo revisamos',
  points: [
    ['Un profesional lee cada palabra', 'Cada artículo lo aprueba un profesional con licencia que no lo escribió.'],
    [
      'La aprobación vale solo para este texto',
      'Un texto cambiado necesita una nueva aprobación antes de aparecer aquí. Hasta entonces se muestra el aprobado.',
    ],
    ['Puede ver quién y cuándo', 'Cada página lleva nombre, título, fecha de revisión y fecha de la próxima.'],
    ['Las fuentes tienen nombre', 'Cuando un artículo se apoya en un estudio o una guía, un número lleva a la fuente.'],
    ['Los errores se retiran', 'Un artículo que no debe seguirse se retira, y su dirección lo dice.'],
  ],
  limits: 'Un artículo no puede examinarle. Si no coincide con lo que siente, llame a la clínica.',
} as const;

/** What stands behind "Reviewed by". It says only what the system holds to. */
export function howWeReviewPage(site: Site, view: View): string {
  const it = view.locale.toLowerCase().startsWith('es') ? ES : EN;
  const points: Html[] = it.points.map(([head, words]) => html`<h2>${head}</h2><p>${words}</p>`);
  const main = html`<article class="article"><h1>${it.title}</h1><div class="text">${points}<p>${it.limits}</p></div></article>`;
  return page(site, view, { title: it.title, main });
}
