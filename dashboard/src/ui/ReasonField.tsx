/** Why somebody decides something, in their own words: 3 to 1000 characters, sealed when it is kept. */
import { Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface ReasonFieldProps {
  /** "Reason" unless said otherwise. */
  readonly label?: string;
  readonly description?: string;
  readonly autoFocus?: boolean;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

export function ReasonField({ label, value, onChange, ...rest }: ReasonFieldProps) {
  const { t } = useTranslation('ui');
  return (
    <Textarea
      label={label ?? t('reason')}
      required
      withAsterisk={false}
      minLength={3}
      maxLength={1000}
      autosize
      minRows={2}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      {...rest}
    />
  );
}
