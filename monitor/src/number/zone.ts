/** Time zones by their IANA names. */

/** The zone of numbers that nobody gave one. */
export const defaultZone = 'America/Sao_Paulo';

export function isZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
