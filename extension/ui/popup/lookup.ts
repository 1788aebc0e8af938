import { useEffect, useState } from 'preact/hooks';

import { fromText } from '../../detect';
import type { SearchMatch } from '../../host/messages';
import { sendMessage, type Outcome } from '../../messaging';
import { drugsOf, drugsOfMatches, type Group, type Names } from './listing';

/** Matches shown a line of words: the right one is among the first. */
const MATCHES = 6;

/** Lines of words looked up at once; an order sheet has fewer. */
const LINES = 40;

/** How long a person's typing must rest before the table is asked, in ms. */
const REST = 120;

/** What was typed, pasted or scanned: codes in it, and the lines that hold words instead. */
export interface Reading {
  readonly codes: readonly { readonly code: string; readonly ucd13: string | null; readonly label: null }[];
  readonly lines: readonly string[];
}

export function readInput(text: string): Reading {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const found = fromText(text);
  const holdsCode = (line: string): boolean => found.some(({ printed }) => line.includes(printed));
  const typed = lines.filter((line) => BARE_CODE.test(line) && !holdsCode(line));
  return {
    codes: [
      ...found.map(({ code, ucd13 }) => ({ code, ucd13, label: null })),
      ...typed.map((code) => ({ code, ucd13: null, label: null })),
    ],
    lines: [...new Set(lines)].filter((line) => WORDS.test(line) && !holdsCode(line)).slice(0, LINES),
  };
}

/** A code that a person typed alone needs no label beside it; the host checks it. */
const BARE_CODE = /^\d[\d\s.-]{5,18}\d$/u;
const WORDS = /\p{L}{2}/u;

export type Searches = ReadonlyMap<string, Outcome<readonly SearchMatch[]>>;

/** The drug table's matches by line of words, as they come. */
export function useSearches(lines: readonly string[]): Searches {
  const [searches, setSearches] = useState<Searches>(new Map());
  useEffect(() => {
    const timer = setTimeout(() => {
      for (const line of lines.filter((line) => !searches.has(line))) {
        void sendMessage('search', { text: line.slice(0, 200), limit: MATCHES }).then((answer) => {
          setSearches((before) => new Map(before).set(line, answer));
        });
      }
    }, REST);
    return () => {
      clearTimeout(timer);
    };
  }, [lines.join('\n')]);
  return searches;
}

/** Codes of the input that name no drug, once the host has said so. */
export function unknownCodes({ codes }: Reading, names: Names): string[] {
  return [...new Set(codes.map(({ code }) => code))].filter((code) => {
    const known = names.get(code);
    return known?.ucd13 === null && known.alternatives.length === 0;
  });
}

export function groupsOfLookup(reading: Reading, names: Names, searches: Searches): Group[] {
  const pasted = drugsOf(reading.codes, names);
  return [
    ...(pasted.length > 0 ? [{ ...LOOKUP, key: 'pasted', kind: 'pasted' as const, caption: '', drugs: pasted }] : []),
    ...reading.lines.map((line) => {
      const found = searches.get(line);
      const drugs = found?.ok ? drugsOfMatches(found.value) : [];
      return { ...LOOKUP, key: `matches/${line}`, kind: 'matches' as const, caption: line, drugs };
    }),
  ];
}

const LOOKUP = { origin: null };
