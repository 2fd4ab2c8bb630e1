const WORD = /[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}]+)*/gu;

/** What people leave out when they type keywords: function words, of the four languages. */
const STOP_WORDS = new Set(
  `a an the this that these those i me my mine we us our you your he him his she her it its they them their
  am is are was were be been being do does did have has had having will would shall should can could may might
  must of in on at to for from by with about into as and or but if then than so not no what which who whom whose
  when where why how there here please i'm i'd i've i'll what's it's that's don't can't is
  le la les un une des du de au aux ce cet cette ces je tu il elle on nous vous ils elles mon ma mes ton ta tes
  son sa ses notre nos votre vos leur leurs et ou mais est sont suis être avoir ai as a avons avez ont que qui
  quoi quel quelle quels quelles où quand comment pourquoi combien dans sur pour par avec en ne pas
  من في على إلى الى عن مع هل ما ماذا متى أين اين كيف لماذا كم أي هذا هذه ذلك تلك التي الذي الذين هو هي هم أنا انا
  نحن أنت و أو ثم لا لم لن إن أن كان كانت يكون
  لە بۆ بە و یان ئەم ئەو ئەوە ئەمە من تۆ ئێمە ئێوە ئەوان چی چۆن کەی کوێ کێ بۆچی چەند ئایا کە هەیە نییە`
    .split(/\s+/u)
    .filter((word) => word !== ''),
);

/** The question as somebody types it into a search box: no punctuation, no function words. */
export function keywords(question: string): string {
  const words = (question.match(WORD) ?? []).filter((word) => !STOP_WORDS.has(word.toLowerCase()));
  return words.length > 0 ? words.join(' ') : question;
}
