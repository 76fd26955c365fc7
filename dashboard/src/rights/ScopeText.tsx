/** What an erasure or a hold is about, in words; people stay pseudonyms, and the erased are nobody any more. */
import type { ScopeView } from '@atalaia/monitor/api';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useNumbers } from '../numbers/numbers.ts';
import { shortDay } from '../ui/time.ts';

interface ScopeTextProps {
  readonly scope: ScopeView;
}

export function ScopeText({ scope }: ScopeTextProps) {
  const { t, i18n } = useTranslation('rights');
  const numbers = useNumbers().data?.numbers ?? [];
  const numberOf = (id: string) => numbers.find((one) => one.id === id);
  const named = (id: string) => numberOf(id)?.label ?? numberOf(id)?.phone ?? t('scope.unknown-number');
  switch (scope.kind) {
    case 'person':
    case 'message':
    case 'file':
      return <span>{t(`scope.${scope.kind}`)}</span>;
    case 'conversation':
      return (
        <Link to="/conversations/$conversation" params={{ conversation: scope.conversation }} search={{}}>
          {t('scope.conversation')}
        </Link>
      );
    case 'number':
      return <span>{t('scope.number', { number: named(scope.number) })}</span>;
    case 'period': {
      // The days are the number's own; the period ends with the first instant after its last day.
      const day = (at: number) => shortDay(at, i18n.language, numberOf(scope.number)?.zone);
      const until = day(scope.until - 1);
      return (
        <span>
          {scope.from === null
            ? t('scope.until', { number: named(scope.number), until })
            : t('scope.period', { number: named(scope.number), from: day(scope.from), until })}
        </span>
      );
    }
    default:
      return scope satisfies never;
  }
}
