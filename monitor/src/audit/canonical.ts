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
  if (isList(value)) return `[${value.map((one) => canonicalJson(one)).join(',')}]`;
  let written = '';
  for (const key of Object.keys(value).sort()) {
    const field = value[key];
    if (field !== undefined) written += `${written === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(field)}`;
  }
  return `{${written}}`;
}

function isList(value: Canonical): value is readonly Canonical[] {
  return Array.isArray(value);
}
