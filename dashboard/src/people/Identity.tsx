/** Who the person is: a pseudonym and what leads to them; name and phone only with a reason, and hidden again by themselves. */
import type { PersonDetail } from '@atalaia/monitor/api';
import { Button } from '@mantine/core';
import { useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { revealReasons } from '../conversation/reading.ts';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { ReasonPicker } from '../ui/ReasonPicker.tsx';
import { useTimes } from '../ui/zone.tsx';
import { useReveal } from './person.ts';

interface IdentityProps {
  readonly person: PersonDetail;
  readonly mayReveal: boolean;
}

/** How long a reveal lasts on this screen, in milliseconds: the server says the same of its own clock. */
const shownMs = 10 * 60 * 1000;

export function Identity({ person, mayReveal }: IdentityProps) {
  const { t } = useTranslation(['people', 'conversation']);
  const times = useTimes();
  const [asking, setAsking] = useState(false);
  const { revealed, pending, error, reveal, conceal } = useReveal(person);
  const hide = useEffectEvent(conceal);
  useEffect(() => {
    if (!revealed) return undefined;
    const timer = window.setTimeout(hide, shownMs);
    return () => window.clearTimeout(timer);
  }, [revealed]);
  const names = [revealed?.name, revealed?.phone].filter((one) => typeof one === 'string');
  return (
    <section className="person-identity">
      {revealed ? (
        <p className="link-line">
          <strong>
            {names.length === 0
              ? t('person.no-name')
              : t('person.revealed', { name: names.join(' · '), until: times.clock(revealed.until) })}
          </strong>
          <Button variant="default" onClick={conceal}>
            {t('person.conceal')}
          </Button>
        </p>
      ) : (
        mayReveal &&
        !asking && (
          <Button variant="default" loading={pending} onClick={() => setAsking(true)}>
            {t('person.reveal')}
          </Button>
        )
      )}
      {asking && (
        <ReasonPicker
          title={t('person.reveal-why')}
          reasons={revealReasons.map((value) => ({ value, label: t(`conversation:reveal.${value}`) }))}
          busy={pending}
          onPick={(reason) => {
            reveal(reason);
            setAsking(false);
          }}
          onCancel={() => setAsking(false)}
        />
      )}
      <ProblemNote error={error} />
      <p className="quiet">
        {t('person.met', { at: times.full(person.metAt) })}
        {person.knownBy.length > 0 &&
          ` · ${t('person.known-by')}: ${person.knownBy.map((kind) => t(`person.alias.${kind}`)).join(', ')}`}
        {person.numbers.length > 0 &&
          ` · ${t('person.numbers')}: ${person.numbers.map(({ label, phone }) => label ?? phone).join(', ')}`}
      </p>
    </section>
  );
}
