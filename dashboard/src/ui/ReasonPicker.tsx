/** One-key reasons: a numbered button each, Escape leaves. */
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Kbd } from './Kbd.tsx';
import { useShortcuts } from './shortcuts.ts';

interface ReasonPickerProps<R extends string> {
  readonly title: string;
  readonly reasons: readonly { readonly value: R; readonly label: string }[];
  readonly busy: boolean;
  readonly onPick: (reason: R) => void;
  readonly onCancel: () => void;
  readonly children?: ReactNode;
}

export function ReasonPicker<R extends string>(props: ReasonPickerProps<R>) {
  const { t } = useTranslation('ui');
  useShortcuts({
    ...Object.fromEntries(props.reasons.map(({ value }, index) => [String(index + 1), () => props.onPick(value)])),
    escape: props.onCancel,
  });
  return (
    <fieldset className="reasons">
      <legend>{props.title}</legend>
      {props.children}
      <div className="reasons-buttons">
        {props.reasons.map(({ value, label }, index) => (
          <Button
            key={value}
            variant="default"
            autoFocus={index === 0}
            disabled={props.busy}
            aria-keyshortcuts={String(index + 1)}
            onClick={() => props.onPick(value)}
          >
            {label}
            <Kbd>{String(index + 1)}</Kbd>
          </Button>
        ))}
        <Button variant="subtle" onClick={props.onCancel} aria-keyshortcuts="Escape">
          {t('cancel')}
          <Kbd>Esc</Kbd>
        </Button>
      </div>
    </fieldset>
  );
}
