/** Which first digits belong to which card network, and how long its numbers are (ISO/IEC 7812; ranges as published by the networks). */

interface Issuer {
  readonly name: string;
  /** Inclusive ranges of leading digits; both ends have the same number of digits. */
  readonly prefixes: readonly (readonly [from: string, to: string])[];
  readonly lengths: readonly number[];
}

const issuers: readonly Issuer[] = [
  { name: 'visa', prefixes: [['4', '4']], lengths: [13, 16, 19] },
  {
    name: 'mastercard',
    prefixes: [
      ['51', '55'],
      ['2221', '2720'],
    ],
    lengths: [16],
  },
  {
    name: 'amex',
    prefixes: [
      ['34', '34'],
      ['37', '37'],
    ],
    lengths: [15],
  },
  {
    name: 'diners',
    prefixes: [
      ['300', '305'],
      ['3095', '3095'],
      ['36', '36'],
      ['38', '39'],
    ],
    lengths: [14, 16],
  },
  {
    name: 'discover',
    prefixes: [
      ['6011', '6011'],
      ['644', '649'],
      ['65', '65'],
      ['622126', '622925'],
    ],
    lengths: [16, 19],
  },
  { name: 'jcb', prefixes: [['3528', '3589']], lengths: [16] },
  {
    name: 'unionpay',
    prefixes: [
      ['62', '62'],
      ['81', '81'],
    ],
    lengths: [16, 19],
  },
  {
    name: 'elo',
    prefixes: [
      ['506699', '506778'],
      ['509000', '509999'],
      ['504175', '504175'],
      ['627780', '627780'],
      ['636297', '636297'],
      ['636368', '636368'],
      ['650031', '651679'],
      ['655000', '655058'],
    ],
    lengths: [16],
  },
  {
    name: 'hipercard',
    prefixes: [
      ['606282', '606282'],
      ['637095', '637095'],
      ['637568', '637568'],
      ['637599', '637599'],
      ['637609', '637612'],
    ],
    lengths: [16],
  },
  {
    name: 'maestro',
    prefixes: [
      ['5018', '5018'],
      ['5020', '5020'],
      ['5038', '5038'],
      ['5893', '5893'],
      ['6304', '6304'],
      ['6759', '6763'],
    ],
    lengths: [16, 18, 19],
  },
  { name: 'mir', prefixes: [['2200', '2204']], lengths: [16] },
  {
    name: 'naranja-cabal',
    prefixes: [
      ['589562', '589562'],
      ['604201', '604201'],
      ['603522', '603522'],
      ['589657', '589657'],
    ],
    lengths: [16],
  },
];

/** Every length a card number may have. */
export const cardLengths: readonly number[] = [...new Set(issuers.flatMap((issuer) => issuer.lengths))].sort(
  (a, b) => b - a,
);

/** Whether a network issues numbers with these first digits and this length. */
export function isIssued(digits: string): boolean {
  return issuers.some(
    ({ prefixes, lengths }) =>
      lengths.includes(digits.length) &&
      prefixes.some(([from, to]) => {
        const head = digits.slice(0, from.length);
        return head >= from && head <= to;
      }),
  );
}
