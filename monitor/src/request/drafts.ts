/** Answers ready to send, in the person's language, one for each way in which the request can be answered. */
import type { PersonId, Records, Request } from '@atalaia/storage';
import type { RequestDetail } from '../api/rights-views.ts';
import { languageOfHuman } from '../person/language.ts';
import { heldFacts } from './held-facts.ts';
import { citedBy, complaint, limbsFor, type RequestLimb, rights } from './law.ts';
import { type AnswerTexts, answerTextsIn } from './texts/texts.ts';
import { zoneOf } from './zone.ts';

export interface DraftAnswers {
  readonly records: Pick<Records, 'get' | 'find' | 'count'>;
}

type Draft = RequestDetail['drafts'][number];

/** None of them holds anything of the person's but the day on which they asked. */
export async function draftsFor(
  deps: DraftAnswers,
  request: Request,
  human: readonly PersonId[],
): Promise<Pick<RequestDetail, 'language' | 'drafts' | 'simplified'>> {
  const { law, kind, number, receivedAt, onlySince } = request;
  const language = await languageOfHuman(deps, human, number);
  const zone = await zoneOf(deps, number);
  const dayOf = (at: number) => new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: zone }).format(at);
  const texts = answerTextsIn(language);
  const received = texts.received(texts.asked[kind], texts.cite(law, rights[kind]), dayOf(receivedAt));
  const because = (answer: 'part' | 'refused'): readonly Draft[] =>
    limbsFor(kind, answer)
      // Whoever is proved to be themselves is not refused for want of proof.
      .filter((limb) => limb !== 'identity-not-proved' || request.identity !== 'proved')
      .map((limb) => {
        const ground = citedBy(limb, kind, answer);
        const cited = ground ? texts.cite(law, ground) : null;
        return { answer, limb, cited, text: reasoned(texts, request, received, { answer, limb, cited }) };
      });
  const accepted = {
    answer: 'accepted',
    limb: null,
    cited: null,
    text: paragraphs(received, texts.accepted[kind]),
  } as const;
  const drafts: Draft[] = [accepted, ...because('part'), ...because('refused')];
  const owesSimplified = law === 'lgpd' && kind === 'access' && request.state === 'open';
  const simplified = owesSimplified
    ? paragraphs(
        received,
        texts.simplified(
          await heldFacts(deps, human, onlySince, dayOf),
          texts.cite(law, { lgpd: 'art. 19', gdpr: [12, 3] }),
        ),
      )
    : null;
  return { language, drafts, simplified };
}

function reasoned(
  texts: AnswerTexts,
  { law }: Request,
  received: string,
  {
    answer,
    limb,
    cited,
  }: { readonly answer: Draft['answer']; readonly limb: RequestLimb; readonly cited: string | null },
): string {
  const words = texts.limbs[limb];
  return paragraphs(
    received,
    `${answer === 'part' ? texts.part : texts.refused} ${typeof words === 'string' ? words : words[law]}`,
    cited === null ? '' : texts.ground(cited),
    texts.complaint(law, texts.cite(law, complaint)),
  );
}

function paragraphs(...all: readonly string[]): string {
  return all.filter((one) => one !== '').join('\n\n');
}
