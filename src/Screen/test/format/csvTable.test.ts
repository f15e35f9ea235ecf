import { describe, expect, it } from 'vitest';
import { csvTable } from '../../src/format/csvTable';

describe('a table that is saved', () => {
  it('keeps commas, quotes and line ends within their cell', () => expect(csvTable(['a', 'b'], [['1,2', 'say "x"\nand y']])).toBe('a,b\r\n"1,2","say ""x""\nand y"\r\n'));

  it('leaves empty what is not known, and writes 0 as 0', () => expect(csvTable(['a', 'b', 'c'], [[null, Number.NaN, 0]])).toBe('a,b,c\r\n,,0\r\n'));

  it('holds no formula that a venue could have put there', () => expect(csvTable(['a'], [['=HYPERLINK("http://x")'], ['@x']])).toBe('a\r\n"\'=HYPERLINK(""http://x"")"\r\n\'@x\r\n'));

  it('takes negative numbers for numbers', () => expect(csvTable(['a'], [[-1.5]])).toBe('a\r\n-1.5\r\n'));
});
