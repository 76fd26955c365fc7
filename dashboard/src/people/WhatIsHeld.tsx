/** What is held about a person: on which legal basis, from where, how much, until when. */
import type { PersonRights } from '@atalaia/monitor/api';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Facts } from '../ui/Facts.tsx';
import { PersonName } from '../ui/PersonName.tsx';
import { useTimes } from '../ui/zone.tsx';

/** What happened to a message is no message by itself. */
const aftermath: ReadonlySet<string> = new Set([
  'edit',
  'revoke',
  'reaction',
  'poll-vote',
  'file-kept',
  'file-expired',
]);

export function WhatIsHeld({ rights }: { readonly rights: PersonRights }) {
  const { t, i18n } = useTranslation(['people', 'capture']);
  const times = useTimes();
  const { bases, sources, held, sameHuman, retainedUntil } = rights;
  const figure = new Intl.NumberFormat(i18n.language);
  const basisOf = (basis: string | null) =>
    basis !== null && i18n.exists(`people:timeline.basis.${basis}`)
      ? t(`timeline.basis.${basis}` as 'timeline.basis.consent')
      : t('held.no-basis');
  const purposeOf = (purpose: string) =>
    i18n.exists(`capture:purpose.${purpose}`) ? t(`capture:purpose.${purpose}` as 'capture:purpose.quality') : purpose;
  const nameOf = (kind: string) =>
    i18n.exists(`people:held.kind.${kind}`) ? t(`held.kind.${kind}` as 'held.kind.text') : kind;
  const counted = Object.entries(held.byKind).sort(([, a], [, b]) => b - a);
  const messages = counted.filter(([kind]) => !aftermath.has(kind));
  const elsewhere = held.messages - messages.reduce((sum, [, count]) => sum + count, 0);
  const textOf = (kinds: readonly (readonly [string, number])[]) =>
    kinds
      .filter(([, count]) => count > 0)
      .map(([kind, count]) => `${nameOf(kind)}: ${figure.format(count)}`)
      .join(' · ');
  return (
    <section>
      <h2 className="section-title">{t('held.title')}</h2>
      <dl className="figures-line">
        {(['messages', 'files', 'consents'] as const).map((kind) => (
          <div key={kind}>
            <dt>{t(`held.${kind}`)}</dt>
            <dd>{figure.format(held[kind])}</dd>
          </div>
        ))}
      </dl>
      <Facts
        rows={[
          { label: t('held.same'), value: sameHuman.length > 0 && <Others persons={sameHuman} /> },
          ...bases.map(({ number, basis, purposes }) => ({
            label: t('held.basis', { number: number.label ?? number.phone }),
            value: [basisOf(basis), ...purposes.map(purposeOf)].join(' · '),
          })),
          { label: t('held.sources'), value: sources.map((source) => t(`held.source.${source}`)).join(', ') },
          { label: t('held.kinds'), value: textOf([...messages, ['elsewhere', elsewhere]]) },
          { label: t('held.aftermath'), value: textOf(counted.filter(([kind]) => aftermath.has(kind))) },
          {
            label: t('held.retention'),
            value: retainedUntil === null ? t('held.no-retention') : t('held.until', { at: times.day(retainedUntil) }),
          },
        ]}
      />
    </section>
  );
}

function Others({ persons }: { readonly persons: PersonRights['sameHuman'] }) {
  return (
    <>
      {persons.map((other) => (
        <span key={other.id}>
          <Link to="/people/$person" params={{ person: other.id }}>
            <PersonName person={other} />
          </Link>{' '}
        </span>
      ))}
    </>
  );
}
