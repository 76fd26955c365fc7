/** Phone numbers: checked, in the one form they are kept in, with the Brazilian ninth digit as a form of its own. */
import parsePhoneNumber from 'libphonenumber-js/max';

export interface Phone {
  /** Plus sign and digits. */
  readonly e164: string;
  /** ISO 3166, two letters; undefined for numbers of no one country. */
  readonly country: string | undefined;
  /** The same Brazilian mobile number written the other way: without its ninth digit, or with one put in. */
  readonly otherForm: string | undefined;
  /** The form without the ninth digit, where there is one. */
  readonly withoutNinthDigit: string | undefined;
}

/** The phone number that `text` is, with country code; undefined if it is none. */
export function phoneOf(text: string): Phone | undefined {
  const plain = text.replace(/[\s\u00A0\u2011\u202A-\u202E\u2066-\u2069().-]/g, '');
  if (!/^\+[1-9][0-9]{7,14}$/.test(plain)) return undefined;
  const brazilian = brazilianMobile(plain);
  if (brazilian) return { e164: plain, country: 'BR', ...brazilian };
  const parsed = parsePhoneNumber(plain);
  return parsed?.isValid()
    ? { e164: plain, country: parsed.country, otherForm: undefined, withoutNinthDigit: undefined }
    : undefined;
}

/**
 * Mobile numbers of Brazil got a ninth digit, always 9, between 2012 and 2016; WhatsApp accounts made before still
 * carry the old form (Anatel, Resolução 553/2010).
 */
function brazilianMobile(e164: string): Omit<Phone, 'e164' | 'country'> | undefined {
  const parts = /^\+55([1-9][1-9])(9?)([6-9][0-9]{7})$/.exec(e164);
  if (!parts) return undefined;
  const [, area, ninth, subscriber] = parts;
  const short = `+55${area}${subscriber}`;
  return { otherForm: ninth === '9' ? short : `+55${area}9${subscriber}`, withoutNinthDigit: short };
}
