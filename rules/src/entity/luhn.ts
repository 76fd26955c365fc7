/** The check digit of cards, boletos and Swedish personal numbers (ISO/IEC 7812-1, annex B). */

/** Whether the last of `digits` is the Luhn check digit of the others. */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let at = 0; at < digits.length; at++) {
    const digit = digits.charCodeAt(digits.length - 1 - at) - 0x30;
    const doubled = at % 2 === 0 ? digit : digit * 2;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
