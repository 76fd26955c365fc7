/** The answer: what is decided, by which limb of law, and the text that goes to the person. It leaves the house: asked once more. */
import { answerKind, type RequestDetail } from '@atalaia/monitor/api';
import { Button, NativeSelect, Radio, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../ui/Dialog.tsx';
import { DialogButtons } from '../ui/DialogButtons.tsx';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import type { Answer } from './limbs.ts';
import { useRequestActs } from './requests.ts';

export function AnswerForm({ request }: { readonly request: RequestDetail }) {
  const { t } = useTranslation(['requests', 'ui']);
  const [answer, setAnswer] = useState<Answer>(answersOf(request)[0] ?? 'refused');
  const [chosenLimb, setLimb] = useState<string | null>(null);
  const [written, setWritten] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  const { answer: send } = useRequestActs();
  const limbs = limbsOf(request, answer);
  const limb = (limbs.find((one) => one.limb === chosenLimb) ?? limbs[0])?.limb ?? null;
  const text = written ?? draftOf(request, answer, limb);
  return (
    <form
      className="panel-form answer"
      onSubmit={(event) => {
        event.preventDefault();
        setAsking(true);
      }}
    >
      <h2>{t('answer.title')}</h2>
      <Radio.Group
        label={t('answer.what')}
        value={answer}
        onChange={(value) => {
          setAnswer(answerKind.safeParse(value).data ?? 'refused');
          setLimb(null);
          setWritten(null);
        }}
      >
        <div className="choices">
          {answersOf(request).map((value) => (
            <Radio
              key={value}
              value={value}
              label={t(`answered.${value}`)}
              description={t(value === 'accepted' ? `accepting.${request.kind}` : `answering.${value}`)}
            />
          ))}
        </div>
      </Radio.Group>
      {limb !== null && (
        <NativeSelect
          label={t('answer.limb')}
          value={limb}
          data={limbs.map((one) => ({
            value: one.limb,
            label: [t(`limb.${one.limb}.name`), one.cited].filter(Boolean).join(' · '),
          }))}
          onChange={(event) => {
            setLimb(event.currentTarget.value);
            setWritten(null);
          }}
        />
      )}
      <Textarea
        label={t('answer.text')}
        description={t('answer.text-explained')}
        required
        withAsterisk={false}
        maxLength={4000}
        autosize
        minRows={6}
        value={text}
        onChange={(event) => setWritten(event.currentTarget.value)}
      />
      <div className="form-buttons">
        <Button type="submit">{t('answer.button')}</Button>
        {written !== null && (
          <Button variant="subtle" onClick={() => setWritten(null)}>
            {t('answer.draft-again')}
          </Button>
        )}
      </div>
      <Dialog open={asking} title={t(`answer.sure.${answer}`)} onClose={() => setAsking(false)}>
        <p>{t('answer.sure-text')}</p>
        <p className="words" dir="auto">
          {text}
        </p>
        <ProblemNote error={send.error} />
        <DialogButtons
          button={t('answer.send')}
          busy={send.isPending}
          onDo={() => send.mutate({ id: request.id, answer, limb, text })}
          onCancel={() => setAsking(false)}
        />
      </Dialog>
    </form>
  );
}

/** To accept an erasure is to carry it out, which has its own dialog: here it can only be met in part or refused. */
function answersOf({ kind }: RequestDetail): readonly Answer[] {
  return kind === 'erase' || kind === 'anonymise' ? ['part', 'refused'] : answerKind.options;
}

/** The limbs of law that limit this right, each as it is cited; none are needed to accept. */
function limbsOf({ drafts }: RequestDetail, answer: Answer) {
  return drafts.flatMap(({ limb, cited, ...draft }) =>
    draft.answer === answer && limb !== null ? [{ limb, cited }] : [],
  );
}

/** The text that the product proposes. */
function draftOf({ drafts }: RequestDetail, answer: Answer, limb: string | null): string {
  return drafts.find((draft) => draft.answer === answer && draft.limb === limb)?.text ?? '';
}
