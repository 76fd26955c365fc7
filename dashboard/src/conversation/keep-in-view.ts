/** Keeps a message in the middle while the page around it is still being laid out, until the reader moves. */

const readerMoves = ['wheel', 'pointerdown', 'keydown', 'touchstart'] as const;

/** Answers what ends it. `area` scrolls; `target` lies within. */
export function keepInView(area: Element, target: Element): () => void {
  const centre = () => target.scrollIntoView({ block: 'center' });
  const layout = new ResizeObserver(centre);
  layout.observe(area);
  for (const child of area.children) layout.observe(child);
  const end = () => {
    layout.disconnect();
    for (const move of readerMoves) area.removeEventListener(move, end);
  };
  for (const move of readerMoves) area.addEventListener(move, end, { passive: true });
  centre();
  return end;
}
