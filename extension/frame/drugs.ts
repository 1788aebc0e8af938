import { fromFhir, type Finding } from '../detect';
import { sendMessage } from '../messaging';
import type { Drugs } from '../page';
import { ask } from './deeds';

/** What comes within so many ms is asked for together. */
const GATHER = 50;

/** What the drug table says of a code; null where it knows nothing. */
interface Known {
  readonly ucds: readonly string[];
  readonly name: string | null;
}

/** What the drug table knows of the codes of a page, asked for when somebody wants to know. */
export class TableDrugs implements Drugs {
  readonly #learned: () => void;
  readonly #known = new Map<string, Known | null>();
  readonly #asked = new Set<string>();
  #gathering: ReturnType<typeof setTimeout> | undefined;

  /** @param learned Called when more is known than before. */
  constructor(learned: () => void) {
    this.#learned = learned;
  }

  ucdsOf({ code, ucd13 }: Finding): readonly string[] {
    return ucd13 === null ? (this.#of(code)?.ucds ?? []) : [ucd13];
  }

  nameOf({ code }: Finding): string | null {
    return this.#of(code)?.name ?? null;
  }

  #of(code: string): Known | null {
    const known = this.#known.get(code);
    if (known !== undefined) return known;
    this.#asked.add(code);
    this.#gathering ??= setTimeout(() => void this.#ask(), GATHER);
    return null;
  }

  async #ask(): Promise<void> {
    this.#gathering = undefined;
    const codes = [...this.#asked];
    this.#asked.clear();
    for (const code of codes) this.#known.set(code, null);
    const answer = await ask(() => sendMessage('resolve', codes));
    const resolved = answer.ok ? answer.value : [];
    resolved.forEach(({ ucd13, label, alternatives }, index) => {
      const ucds = ucd13 === null ? alternatives : [ucd13];
      this.#known.set(codes[index] ?? '', ucds.length > 0 ? { ucds, name: label } : null);
    });
    this.#learned();
  }
}

/** The UCDs that a FHIR resource names; a box counts where the table knows the one unit in it. */
export async function ucdsInFhir(resource: unknown): Promise<readonly string[]> {
  const coded = fromFhir(resource);
  const boxes = coded.filter(({ kind }) => kind.startsWith('cip')).map(({ code }) => code);
  const answer = boxes.length > 0 ? await ask(() => sendMessage('resolve', boxes)) : null;
  const units = new Map(boxes.map((code, index) => [code, answer?.ok ? answer.value[index]?.ucd13 : null]));
  return coded.flatMap(({ code }) => (units.has(code) ? (units.get(code) ?? []) : code));
}
