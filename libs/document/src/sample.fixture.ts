import { build as b } from './build.js';
import type { ArticleContent } from './types.js';

/** One content with every block and every mark: what the tests of this room share. */
export function sampleContent(): ArticleContent {
  return b.content(
    b.doc(
      b.contents(),
      b.h(2, 'Why your back hurts'),
      b.p('Most back pain ', b.cite('george', 'gets better with movement'), '. ', b.strong(b.em('Keep going')), '.'),
      b.keyMessage('Stay active.'),
      b.h(3, 'Words & signs'),
      b.p('The ', b.term('a joint of the spine', 'facet joint'), ' can ache. See ', b.link('/back', 'our page'), '.'),
      b.ul('First', ['Second', b.ul('Nested')]),
      b.olFrom(3, 'Third', 'Fourth'),
      b.quote('It felt better.'),
      b.table(['Day', 'Walk'], ['Monday', '10 minutes']),
      b.image({ src: 'https://img.example/a.png', alt: 'A person walking', caption: 'Walk daily', credit: 'J. Doe' }),
      b.video('https://video.example/1', 'Pelvic tilt'),
      b.steps('Stand up.', 'Walk.'),
      b.exercise(
        'Pelvic tilt',
        { sets: 3, reps: '8 to 12', holdSeconds: 5, stopRule: 'pain goes down the leg' },
        'Lie down.',
      ),
      b.faq({ question: 'May I run?', answer: 'Yes, slowly.' }),
      b.redFlags(
        { urgency: 'now' },
        b.ul('You cannot control your bladder or bowel', 'Numbness around your genitals', 'Weakness in both legs'),
      ),
      b.caution({ title: 'Before you start' }, 'Ask first.'),
      b.safetyBlock('lbp', 2, 'a'.repeat(64)),
      b.sharedExercise('tilt', 1, 'b'.repeat(64)),
      b.callToAction({ label: 'Book a visit', href: '/book' }, 'We can help.'),
      b.story('illustrative', 'Ana ran again.'),
      b.p('Line one', b.br(), 'line two'),
    ),
    {
      title: 'Back pain after running',
      summary: 'What helps and when to get help.',
      references: [
        { key: 'zeta', kind: 'web', url: 'https://nhs.example/back', title: 'Back pain' },
        {
          key: 'george',
          kind: 'pmid',
          pmid: '34719942',
          doi: '10.2519/jospt.2021.0304',
          title: 'Interventions for low back pain',
          source: 'JOSPT',
          year: 2021,
          grade: 'A',
          jurisdiction: 'US',
        },
      ],
    },
  );
}
