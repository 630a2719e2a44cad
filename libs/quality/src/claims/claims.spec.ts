import { describe, expect, it } from '@jest/globals';
import { build as b } from '#document';
import { runChecks } from '../run-checks.js';

const codesOf = (text: string, locale = 'en', title = 'Knees') =>
  runChecks(b.content(b.doc(b.p(text)), { title, locale })).findings.map(({ code }) => code);

describe('the claims of a text', () => {
  it.each([
    ['CLAIM_GUARANTEE', 'Heal your knee pain in 7 days with this plan.'],
    ['CLAIM_GUARANTEE', 'You will be pain-free after three sessions.'],
    ['CLAIM_GUARANTEE', 'You’ll never need surgery again.'],
    ['CLAIM_GUARANTEE', 'Our laser treatment cures arthritis.'],
    ['CLAIM_GUARANTEE', 'It is not a trick: we guarantee that you will be healed.'],
    ['DISPARAGES_TREATMENT', 'Painkillers only mask the problem.'],
    ['DISPARAGES_TREATMENT', 'Doctors just want to sell you pills.'],
    ['FEAR_APPEAL', 'If you wait you could end up in a wheelchair.'],
    ['FEAR_APPEAL', 'This pain will ruin your life.'],
    ['CLAIM_UNSUPPORTED', 'Scientists have found that cracking joints is bad.'],
    ['CLAIM_UNSUPPORTED', 'According to recent studies, running is bad.'],
    ['CLAIM_CONTRADICTS_GUIDELINE', 'You should completely rest the knee for three weeks.'],
    ['CLAIM_CONTRADICTS_GUIDELINE', 'X-rays are needed to see what is wrong.'],
    ['CLAIM_FACTUAL_ERROR', 'Your pelvis is out of alignment.'],
    ['PATIENT_STORY_UNVERIFIED', 'Jane S., 42, says: "I threw away my crutches."'],
    ['PATIENT_STORY_UNVERIFIED', 'Lou Holm came to us with a sore knee.'],
    ['PROMO_CONTENT', 'Book now and get 20% off!'],
    ['PROMO_CONTENT', 'Rated 5 stars on every map.'],
    ['DOSE_MISSING', 'Do lunges, leg extensions and hip bridges until it burns.'],
    ['PRIVATE_PHONE', 'His mobile is 5035550142.'],
    ['PRIVATE_NAME', 'Lou Holm (born 1961) ran again.'],
    ['PLAIN_WORDS', 'He utilized a chair.'],
  ])('hold %s: %s', (code, text) => {
    expect(codesOf(text)).toContain(code);
  });

  it.each([
    ['CLAIM_GUARANTEE', 'There is no quick fix, and no treatment can guarantee that the pain never comes back.'],
    ['CLAIM_GUARANTEE', 'We do not promise a cure.'],
    ['CLAIM_GUARANTEE', 'Most strains heal in a few weeks.'],
    ['CLAIM_GUARANTEE', 'You do not have to live with pain for life.'],
    ['CLAIM_ABSOLUTE', 'Nobody can say that it never comes back.'],
    ['DISPARAGES_TREATMENT', 'Opioids can be harmful when taken for long; speak with whoever prescribed them.'],
    ['FEAR_APPEAL', 'Pain does not mean that you will damage your back.'],
    ['CLAIM_CONTRADICTS_GUIDELINE', 'Do not stay in bed for longer than you must.'],
    ['CLAIM_CONTRADICTS_GUIDELINE', 'Most people do not need an X-ray to find out what is wrong.'],
    ['CLAIM_FACTUAL_ERROR', 'Your spine does not go out of place.'],
    ['PATIENT_STORY_UNVERIFIED', 'A patient may need help to stand up.'],
    ['PROMO_CONTENT', 'Call now if you cannot feel your legs.'],
    ['PRIVATE_PHONE', 'Do 3 sets of 10 in 2025.'],
    ['DOSE_MISSING', 'Do squats and lunges, 3 x 10, every other day.'],
    ['PASSIVE_VOICE', 'Surgery is rarely needed.'],
  ])('do not hold %s: %s', (code, text) => {
    expect(codesOf(text)).not.toContain(code);
  });

  it.each([
    ['CLAIM_GUARANTEE', 'Garantizamos que se curará.'],
    ['CLAIM_GUARANTEE', 'La terapia elimina el dolor en una sola sesión.'],
    ['DISPARAGES_TREATMENT', 'Las pastillas solo enmascaran el dolor.'],
    ['CLAIM_UNSUPPORTED', 'Está demostrado que la acupuntura ayuda.'],
    ['CLAIM_CONTRADICTS_GUIDELINE', 'Es importante guardar reposo absoluto.'],
    ['CLAIM_FACTUAL_ERROR', 'Su pelvis está desalineada.'],
    ['CLAIM_ABSOLUTE', 'Siempre funciona.'],
    ['DOSE_MISSING', 'Haga sentadillas y planchas.'],
    ['PATIENT_STORY_UNVERIFIED', 'Nuestra paciente volvió a correr.'],
    ['PLAIN_WORDS', 'Utilice una silla.'],
  ])('hold %s in Spanish: %s', (code, text) => {
    expect(codesOf(text, 'es')).toContain(code);
  });

  it.each([
    ['CLAIM_GUARANTEE', 'No garantizamos que se cure, y nadie puede hacerlo.'],
    ['CLAIM_CONTRADICTS_GUIDELINE', 'No haga reposo en cama.'],
    ['CLAIM_UNSUPPORTED', 'Caminar puede ayudar.'],
    ['DOSE_MISSING', 'Haga sentadillas y planchas: dos series de diez repeticiones.'],
  ])('do not hold %s in Spanish: %s', (code, text) => {
    expect(codesOf(text, 'es')).not.toContain(code);
  });

  it('are looked for in the title and in headings too', () => {
    const { findings } = runChecks(
      b.content(b.doc(b.h(2, 'End your back pain in 3 days'), b.p('Walk.')), {
        title: 'A permanent fix',
        locale: 'en',
      }),
    );
    const found = findings.filter(({ code }) => code === 'CLAIM_GUARANTEE').map(({ path }) => path);
    expect(found.sort()).toEqual(['document.content[0]', 'title']);
  });
});
