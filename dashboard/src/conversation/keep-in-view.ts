/** Keeps a message where it is looked for while the page around it is still being laid out, until the reader moves. */

const readerMoves = ['wheel', 'pointerdown', 'keydown', 'touchstart'] as const;

/** Answers what ends it. `area` scrolls; `target` lies within, and is kept in its middle or at its lower end. */
export function keepInView(area: Element, target: Element, block: 'center' | 'end'): () => void {
  const show = () => target.scrollIntoView({ block });
  const layout = new ResizeObserver(show);
  layout.observe(area);
  for (const child of area.children) layout.observe(child);
  const end = () => {
    layout.disconnect();
    for (const move of readerMoves) area.removeEventListener(move, end);
  };
  for (const move of readerMoves) area.addEventListener(move, end, { passive: true });
  show();
  return end;
}
