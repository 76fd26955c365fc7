/** Time zones by their IANA names. */

/** Where a country has several zones, that of most of its people. */
const mainZones: Readonly<Record<string, string>> = {
  AR: 'America/Argentina/Buenos_Aires',
  AU: 'Australia/Sydney',
  BR: 'America/Sao_Paulo',
  CA: 'America/Toronto',
  CL: 'America/Santiago',
  DE: 'Europe/Berlin',
  EC: 'America/Guayaquil',
  ES: 'Europe/Madrid',
  MX: 'America/Mexico_City',
  PT: 'Europe/Lisbon',
  US: 'America/New_York',
};
const zoneOfNoCountry = 'America/Sao_Paulo';

/** The zone that a number of this country (ISO 3166, two letters) has until somebody says otherwise. */
export function zoneOfCountry(country: string | undefined): string {
  if (country === undefined) return zoneOfNoCountry;
  const zones = new Intl.Locale('und', { region: country }).getTimeZones() ?? [];
  return mainZones[country] ?? zones[0] ?? zoneOfNoCountry;
}

export function isZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
