/** A list of which the first few are shown, and the rest when asked. */
import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';

interface ShortListProps<Row> {
  readonly rows: readonly Row[];
  /** A list item with its key. */
  readonly children: (row: Row) => ReactNode;
}

const few = 8;

export function ShortList<Row>({ rows, children }: ShortListProps<Row>) {
  const { t } = useTranslation('ui');
  const [all, setAll] = useState(false);
  const hidden = all ? 0 : rows.length - few;
  return (
    <>
      <ul className="rows">{rows.slice(0, all ? rows.length : few).map(children)}</ul>
      {hidden > 0 && (
        <Button variant="subtle" onClick={() => setAll(true)}>
          {t('show-rest', { count: hidden })}
        </Button>
      )}
    </>
  );
}
