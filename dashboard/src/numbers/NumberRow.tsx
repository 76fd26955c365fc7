/** One number with its figures; an administrator can name it and set its time zone. */
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { shortTime } from '../ui/time.ts';
import { useChangeNumber, type useNumbers } from './numbers.ts';

type NumberWithFigures = NonNullable<ReturnType<typeof useNumbers>['data']>['numbers'][number];

interface NumberRowProps {
  readonly number: NumberWithFigures;
  readonly naming: boolean;
  /** Null where the signed-in person may not change numbers. */
  readonly onName: ((open: boolean) => void) | null;
}

export function NumberRow({ number, naming, onName }: NumberRowProps) {
  const { t, i18n } = useTranslation('numbers');
  return (
    <li className="row">
      <div className="row-main">
        <strong>{number.label ?? number.phone}</strong>
        {number.label !== null && <span className="quiet"> {number.phone}</span>}
        <div className="quiet small">
          {t('conversations', { count: number.conversations })} · {t('open-alerts', { count: number.openAlerts })}
          {number.lastMessageAt !== null &&
            ` · ${t('last', { at: shortTime(number.lastMessageAt, i18n.language, number.zone) })}`}
        </div>
      </div>
      <span className="quiet small">{number.zone}</span>
      {onName && !naming && (
        <Button variant="default" onClick={() => onName(true)}>
          {t('change')}
        </Button>
      )}
      {onName && naming && <NumberForm number={number} onDone={() => onName(false)} />}
    </li>
  );
}

function NumberForm({ number, onDone }: { readonly number: NumberWithFigures; readonly onDone: () => void }) {
  const { t } = useTranslation('numbers');
  const [label, setLabel] = useState(number.label ?? '');
  const [zone, setZone] = useState(number.zone);
  const change = useChangeNumber();
  return (
    <form
      className="row-form"
      onSubmit={(event) => {
        event.preventDefault();
        const named = label.trim();
        change.mutate({ id: number.id, label: named === '' ? null : named, zone: zone.trim() }, { onSuccess: onDone });
      }}
    >
      <TextInput
        label={t('label')}
        value={label}
        maxLength={100}
        autoFocus
        onChange={(event) => setLabel(event.currentTarget.value)}
      />
      <TextInput
        label={t('zone')}
        value={zone}
        required
        withAsterisk={false}
        onChange={(event) => setZone(event.currentTarget.value)}
      />
      <Button type="submit" loading={change.isPending}>
        {t('keep')}
      </Button>
      <Button variant="default" onClick={onDone}>
        {t('cancel')}
      </Button>
      <ProblemNote error={change.error} />
    </form>
  );
}
