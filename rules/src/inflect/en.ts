/** Inflections of English: plural, third person, past, participle and -ing. */

/** Forms of a noun or a verb, whichever it is: the few that are no words do no harm. */
export function inflectEnglish(word: string): readonly string[] {
  const own = irregularForms.get(word);
  if (word.length < 3) return own === undefined ? [word] : [word, ...own, `${word}ing`];
  return [word, ...(own ?? pastForms(word)), ...sForms(word), ...ingForms(word)];
}

function sForms(word: string): readonly string[] {
  if (/[^aeiou]y$/.test(word)) return [`${word.slice(0, -1)}ies`];
  if (/(s|x|z|ch|sh)$/.test(word)) return [`${word}es`, ...(/[^s]s$/.test(word) ? [word.slice(0, -1)] : [])];
  if (/[^aeiou]o$/.test(word)) return [`${word}es`, `${word}s`];
  return [`${word}s`];
}

function ingForms(word: string): readonly string[] {
  if (/ie$/.test(word)) return [`${word.slice(0, -2)}ying`];
  if (/[^eoy]e$/.test(word)) return [`${word.slice(0, -1)}ing`, `${word.slice(0, -1)}in`];
  return [...doubled(word).map((stem) => `${stem}ing`), `${word}ing`];
}

function pastForms(word: string): readonly string[] {
  if (/e$/.test(word)) return [`${word}d`];
  if (/[^aeiou]y$/.test(word)) return [`${word.slice(0, -1)}ied`];
  return [...doubled(word).map((stem) => `${stem}ed`), `${word}ed`];
}

/** After one short vowel a last consonant may be doubled: planned, transferred. */
function doubled(word: string): readonly string[] {
  return /(^|[^aeiou])[aeiou][bdgklmnprtv]$/.test(word) ? [word + word.slice(-1)] : [];
}

/** Base and its irregular forms; the -s and -ing forms are made by rule. */
const irregular = `be am is are was were been|become became|begin began begun|bet|bid|break broke broken|bring brought|build built
burn burnt burned|buy bought|catch caught|choose chose chosen|come came|cost|cut|deal dealt|do did done does|draw drew drawn
drink drank drunk|drive drove driven|eat ate eaten|fall fell fallen|feel felt|fight fought|find found|fly flew flown flies
forbid forbade forbidden|forget forgot forgotten|forgive forgave forgiven|get got gotten|give gave given gimme|go went gone goes gonna
grow grew grown|hang hung|have has had|hear heard|hide hid hidden|hit|hold held|hurt|keep kept|know knew known|lay laid
lead led|learn learnt learned|leave left|lend lent|let|lie lied lay lain|lose lost|make made|mean meant|meet met|offset
overpay overpaid|pay paid payed|prove proved proven|put|read|rid|ring rang rung|rise rose risen|run ran|say said|see saw seen
seek sought|sell sold|send sent|set|shake shook shaken|shoot shot|show showed shown|shut|sing sang sung|sit sat|sleep slept
speak spoke spoken|spend spent|split|spread|stand stood|steal stole stolen|stick stuck|strike struck|swear swore sworn
take took taken|teach taught|tear tore torn|tell told|think thought|throw threw thrown|understand understood|wake woke woken
wear wore worn|win won|withdraw withdrew withdrawn|write wrote written
child children kids|man men|woman women|person people persons|foot feet|tooth teeth|mouse mice|wife wives|life lives|knife knives
half halves|thief thieves|shelf shelves|self selves`;

const irregularForms: ReadonlyMap<string, readonly string[]> = new Map(
  irregular.split(/[|\n]/).map((line) => {
    const [base = '', ...forms] = line.split(' ');
    return [base, forms];
  }),
);
