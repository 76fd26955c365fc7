/** The alias of a phone number: one for all the ways to write it. */

/**
 * Mobile numbers of Brazil got a ninth digit, always 9, between 2012 and 2016; WhatsApp accounts made before still
 * carry the old form, and WhatsApp answers to both (Anatel, Resolução 553/2010). `e164` has its plus sign.
 */
export function phoneKey(e164: string): string {
  const brazilian = /^\+55([1-9][1-9])9?([6-9][0-9]{7})$/.exec(e164);
  return brazilian ? `phone-without-ninth-digit:+55${brazilian[1]}${brazilian[2]}` : `phone:${e164}`;
}
