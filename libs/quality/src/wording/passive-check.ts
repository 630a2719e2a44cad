import { type Check, type Hit, hitAt } from '../check.js';
import { languageOf } from '../language.js';

/** Participles that do not end in -ed. */
const IRREGULAR =
  'done|given|taken|made|known|seen|shown|found|felt|held|kept|left|lost|put|set|sent|told|worn|written|brought|built|caught|chosen|cut|driven|drawn|hurt|led|meant|paid|read|said|sold|spent|thought|understood|broken|torn|begun|grown|hidden|spread|stretched|bent';
/** Words in -ed after "be" that describe a state and hide nobody. */
const STATES =
  'tired|interested|worried|concerned|related|located|limited|scared|excited|supposed|used|allowed|needed|recommended|based|called|named|bored|confused|pleased|relaxed|rested|experienced|advanced|prepared|injured|red|need|aged|bed';
const PASSIVE = {
  en: new RegExp(
    `\\b(?:is|are|was|were|be|been|being|gets?|got)(?: (?:not|also|often|usually|sometimes|only|then|never|best|well|being|\\w+ly)){0,2} (?!(?:${STATES})\\b)(?:[a-z]{3,}ed|${IRREGULAR})\\b(?! (?:to (?:be )?(?:able|have)))`,
    'i',
  ),
  es: /(?<![\p{L}])(?:es|son|fue|fueron|ser|sido|será|serán)(?: \p{L}+mente)? (?!(?:cuidado|estado|lado|grado)(?![\p{L}]))\p{L}{2,}(?:ad|id)[oa]s?(?![\p{L}])/iu,
} as const;

/** Sentences that hide who acts. A hint: some passives are right. */
export const passiveCheck: Check = {
  id: 'passive-voice',
  version: 2,
  severity: 'note',
  perBlock: true,
  run({ content, sentences }) {
    const language = languageOf(content.locale);
    const pattern = language === 'en' || language === 'es' ? PASSIVE[language] : undefined;
    if (!pattern) return [];
    return sentences.flatMap((sentence): Hit[] => {
      const match = pattern.exec(sentence.text);
      if (!match) return [];
      const message = `Say who does it: "${match[0]}" hides the person who acts.`;
      return [hitAt(sentence, match.index, match[0].length, { code: 'PASSIVE_VOICE', message })];
    });
  },
};
