/** A denial, or a warning of such words, in front of a phrase and in the same breath. "Not only" affirms. */
const DENIAL =
  /(?<![\p{L}])(?:no|not(?! only| just)|never|nobody|nothing|none|neither|nor|cannot|can['’]t|don['’]t|doesn['’]t|won['’]t|isn['’]t|aren['’]t|wouldn['’]t|shouldn['’]t|rarely|unlikely|beware of|wary of|myth|ning[uú]n|ninguna|nadie|nunca|tampoco|desconf[ií]e de)(?![\p{L}])[^.,;:!?–—]*$/iu;
const BEFORE = 60;

/** True when what stands at this place of a sentence is denied there. */
export function isDenied(sentence: string, at: number): boolean {
  return DENIAL.test(sentence.slice(Math.max(0, at - BEFORE), at));
}
