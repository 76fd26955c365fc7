/** The mark: a small watchtower. */
export function TowerMark({ size = 22 }: { readonly size?: number }) {
  return (
    <svg className="tower" width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="7" />
      <path d="M16 4.5 25 10v2H7v-2zM9.5 13.5h13V18h-13zM11 19.5h2.2L12.6 27H10zM18.8 19.5H21L22 27h-2.6zM13.6 22.2h4.8v1.8h-4.8z" />
    </svg>
  );
}
