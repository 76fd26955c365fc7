/** A list that stays quick with ten thousand rows: only what is on screen is drawn, more is read near the end. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useRef } from 'react';

interface LongListProps<Row> {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  readonly children: (row: Row) => ReactNode;
  /** Reads the next page, if there is one and none is on its way. */
  readonly onNearEnd: () => void;
}

/** Height of a row before it is measured, in pixels. */
const guessedHeight = 48;

export function LongList<Row>({ label, rows, keyOf, children, onNearEnd }: LongListProps<Row>) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => guessedHeight,
    overscan: 12,
    getItemKey: (index) => {
      const row = rows[index];
      return row === undefined ? index : keyOf(row);
    },
  });
  const items = virtual.getVirtualItems();
  const nearEnd = (items.at(-1)?.index ?? 0) >= rows.length - 20;
  useEffect(() => {
    if (nearEnd) onNearEnd();
  }, [nearEnd, onNearEnd]);

  return (
    // A scrolled area must take the focus, or the keyboard cannot scroll it (WCAG 2.1.1).
    <section className="long-list" ref={scroller} aria-label={label} tabIndex={0}>
      <ul style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const row = rows[item.index];
          return (
            row !== undefined && (
              <li
                key={item.key}
                ref={virtual.measureElement}
                data-index={item.index}
                style={{ transform: `translateY(${item.start}px)` }}
              >
                {children(row)}
              </li>
            )
          );
        })}
      </ul>
    </section>
  );
}
