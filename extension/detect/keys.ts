/** Check digits of the French drug codes, and the arithmetic between UCD7 and UCD13. */

/** EAN-13 key of twelve digits: weights 1, 3, 1, 3… from the left (arrêté du 30 décembre 2021, annexe); NaN when one is none. */
export function ean13Key(twelve: string): number {
  let sum = 0;
  for (let i = 0; i < 12; i++) {
    const digit = twelve.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return NaN;
    sum += digit * (i % 2 ? 3 : 1);
  }
  return (10 - (sum % 10)) % 10;
}

/** Whether a text is thirteen digits with the right key. */
const hasEan13Key = (text: string): boolean => text.length === 13 && ean13Key(text) === text.charCodeAt(12) - 48;

/** Key of the old seven-digit numbering, which never began with zero: weights 2 to 7 over six digits, modulo 11. */
export function hasMod11Key(seven: string): boolean {
  if (seven.startsWith('0')) return false;
  let sum = 0;
  for (let i = 0; i < 6; i++) sum += (seven.charCodeAt(i) - 48) * (i + 2);
  return sum % 11 === seven.charCodeAt(6) - 48;
}

/** UCD7 given since about 2021, `900…`, carry no key. */
export const isUcd7 = (seven: string): boolean => seven.startsWith('900') || hasMod11Key(seven);

/** Neither do these ranges of CIP7 (seen in the public drug database, BDPM); the drug table has the last word on them. */
export const isCip7 = (seven: string): boolean => /^(?:30[0-2]|49[05]|550)/.test(seven) || hasMod11Key(seven);

export const isUcd13 = (text: string): boolean => text.startsWith('34008') && hasEan13Key(text);

export const isCip13 = (text: string): boolean => text.startsWith('3400') && text[4] !== '8' && hasEan13Key(text);

export const ucd13OfUcd7 = (seven: string): string => `34008${seven}${ean13Key(`34008${seven}`)}`;
