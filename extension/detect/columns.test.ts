import { describe, expect, test } from 'vitest';
import { fieldInText } from './columns';

/** The heading that stands over the first `digits` in a text. */
const headingOver = (digits: string, ...lines: string[]): string | null => {
  const text = lines.join('\n');
  return fieldInText(text, text.indexOf(digits))?.heading ?? null;
};

describe('the heading of digits in a table that is written as text', () => {
  test.each([
    ['pipes', '| IPP | UCD |', '|---|---|', '| 9233504 | 9420301 |'],
    ['semicolons', 'IPP;UCD;Libellé', '9233504;9420301;DOLIPRANE, 1 g'],
    ['commas', '"Nom, prénom",UCD', '"Martin, Jean",9420301'],
    ['tabs', 'IPP\tUCD', '9233504\t9420301'],
    ['spaces', 'IPP       UCD      Libellé du médicament', '9233504   9420301  DOLIPRANE 1 g'],
    ['spaces, numbers to the right', '      IPP       UCD  Qté', '  9233504   9420301    2'],
  ])('%s', (_, ...lines) => {
    expect(headingOver('9420301', ...lines)).toBe('UCD');
    if (lines[0]?.includes('IPP')) expect(headingOver('9233504', ...lines)).toBe('IPP');
  });

  test('rows of numbers are passed over, and the nearest headings count', () => {
    const lines = ['IPP;UCD', '9233504;9233504', 'UCD;IPP', '8000001;8000002', '9420301;8000003'];
    expect(headingOver('9420301', ...lines)).toBe('UCD');
    expect(headingOver('8000003', ...lines)).toBe('IPP');
  });

  test('a line of other columns has none', () => {
    expect(headingOver('9420301', 'IPP;UCD;Nom', '9233504;9420301')).toBeNull();
    expect(headingOver('9420301', 'Code UCD :', '9420301, 9233504')).toBeNull();
    expect(headingOver('9420301', 'Le code UCD est à relever avec le plus grand soin, merci', 'a, 9420301')).toBeNull();
  });

  test('what stands before the digits in their field is told', () => {
    const text = 'Nom;UCD\nA;IPP 9420301';
    expect(fieldInText(text, text.indexOf('9420301'))).toEqual({ heading: 'UCD', before: 'IPP ' });
  });
});
