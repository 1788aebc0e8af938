import type { CodeSource } from '../../detect';
import type { ResolvedCode, SearchMatch } from '../../host/messages';
import type { FrameCodes, ListedCode } from '../../messaging';

/** Where a drug's code stands: enough to show it on the page. */
export interface Place {
  readonly frameId: number;
  readonly id: number;
  readonly source: CodeSource;
}

/** One line of the list: a UCD, however often the page holds it. */
export interface Drug {
  readonly ucd13: string;
  readonly name: string | null;
  /** Ticked until the person says otherwise; what would be a guess is not. */
  readonly meant: boolean;
  /** One of several units that a box's code may stand for. */
  readonly either: boolean;
  readonly places: readonly Place[];
}

export type GroupKind = 'table' | 'data' | 'alone' | 'pasted' | 'chosen' | 'matches';

export interface Group {
  readonly key: string;
  readonly kind: GroupKind;
  /** What the page calls it, or the words that were searched. */
  readonly caption: string;
  /** The origin of a frame in the page. */
  readonly origin: string | null;
  readonly drugs: readonly Drug[];
}

/** What the drug table knows, by code as found. */
export type Names = ReadonlyMap<string, ResolvedCode>;

/** The tab's codes as groups: each table or list of each frame, then what stands alone in that frame. */
export function groupsOfTab(frames: readonly FrameCodes[], names: Names): Group[] {
  return frames.flatMap((frame) => {
    const byGroup = new Map<number, ListedCode[]>();
    for (const code of frame.codes) {
      const id = code.group?.id ?? ALONE;
      byGroup.set(id, [...(byGroup.get(id) ?? []), code]);
    }
    return [...byGroup]
      .sort(([a], [b]) => Number(a === ALONE) - Number(b === ALONE))
      .map(([id, codes]) => ({
        key: `${frame.frameId}/${id}`,
        kind: id === ALONE ? ('alone' as const) : codes[0]?.source === 'fhir' ? ('data' as const) : ('table' as const),
        caption: codes[0]?.group?.caption ?? '',
        origin: frame.frameId === TOP ? null : frame.origin,
        drugs: drugsOf(codes, names, (code) => ({ frameId: frame.frameId, id: code.id, source: code.source })),
      }))
      .filter((group) => group.drugs.length > 0);
  });
}

const ALONE = -1;
/** The frame that holds the others. */
const TOP = 0;

type Found = Pick<ListedCode, 'code' | 'ucd13' | 'label'>;

/** One drug a UCD, in the order of the page. A box's code is listed only when the table knows its unit. */
export function drugsOf<F extends Found>(codes: readonly F[], names: Names, placeOf?: (code: F) => Place): Drug[] {
  const drugs = new Map<string, Drug>();
  for (const code of codes) {
    const known = names.get(code.code);
    const ucd13 = code.ucd13 ?? known?.ucd13 ?? null;
    const units = ucd13 === null ? (known?.alternatives ?? []) : [ucd13];
    for (const unit of units) {
      const either = ucd13 === null;
      const drug: Drug = {
        ucd13: unit,
        name: names.get(unit)?.label ?? (either ? null : known?.label) ?? code.label,
        meant: !either,
        either,
        places: placeOf ? [placeOf(code)] : [],
      };
      drugs.set(unit, joined(drugs.get(unit), drug));
    }
  }
  return [...drugs.values()];
}

/** A drug that stands at several places: the first name, and what is sure at one of them is sure. */
function joined(before: Drug | undefined, drug: Drug): Drug {
  if (!before) return drug;
  return {
    ucd13: drug.ucd13,
    name: before.name ?? drug.name,
    meant: before.meant || drug.meant,
    either: before.either && drug.either,
    places: [...before.places, ...drug.places],
  };
}

/** A drug is listed once: in the first group that has it, with the places of all. */
export function eachOnce(groups: readonly Group[]): Group[] {
  const drugs = new Map<string, Drug>();
  for (const drug of groups.flatMap((group) => group.drugs)) drugs.set(drug.ucd13, joined(drugs.get(drug.ucd13), drug));
  return groups
    .map((group) => ({ ...group, drugs: group.drugs.flatMap(({ ucd13 }) => taken(drugs, ucd13)) }))
    .filter((group) => group.drugs.length > 0);
}

function taken(drugs: Map<string, Drug>, ucd13: string): Drug[] {
  const drug = drugs.get(ucd13);
  drugs.delete(ucd13);
  return drug ? [drug] : [];
}

export function drugsOfUcds(ucds: readonly string[], names: Names): Drug[] {
  return drugsOf(
    ucds.map((ucd13) => ({ code: ucd13, ucd13, label: null })),
    names,
  );
}

export function drugsOfMatches(matches: readonly SearchMatch[]): Drug[] {
  return matches.map(({ ucd13, label }) => ({ ucd13, name: label, meant: false, either: false, places: [] }));
}

/** Every code that the drug table should be asked about. */
export function codesToResolve(frames: readonly FrameCodes[]): string[] {
  return [...new Set(frames.flatMap((frame) => frame.codes.map(({ code }) => code)))];
}

/** What the person ticked or unticked; the rest is as it was meant. */
export type Ticks = ReadonlyMap<string, boolean>;

/** The ticked UCDs in the order of the list, each once. */
export function tickedUcds(groups: readonly Group[], ticks: Ticks): string[] {
  const meant = new Set(groups.flatMap(({ drugs }) => drugs.filter((drug) => drug.meant).map(({ ucd13 }) => ucd13)));
  const listed = new Set(groups.flatMap(({ drugs }) => drugs.map(({ ucd13 }) => ucd13)));
  return [...listed].filter((ucd13) => ticks.get(ucd13) ?? meant.has(ucd13));
}

/** A UCD as the Journal officiel prints it: 34008 942 030 1 8. */
export function printedUcd(ucd13: string): string {
  return ucd13.replace(/^(\d{5})(\d{3})(\d{3})(\d)(\d)$/, '$1\u00a0$2\u00a0$3\u00a0$4\u00a0$5');
}
