/** One spelling of a document, so that its hash can be computed again anywhere: JSON with sorted keys, no spaces. */

/** A field without value is as one that is not there. */
export type Canonical =
  | string
  | number
  | boolean
  | null
  | readonly Canonical[]
  | { readonly [key: string]: Canonical | undefined };

export function canonicalJson(value: Canonical): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  const written = fields.flatMap(([key, field]) =>
    field === undefined ? [] : [`${JSON.stringify(key)}:${canonicalJson(field)}`],
  );
  return `{${written.join(',')}}`;
}

function isList(value: Canonical): value is readonly Canonical[] {
  return Array.isArray(value);
}
