import { fromFhir, type Finding } from '../detect';
import { sendMessage } from '../messaging';
import type { Drug } from '../page';
import { ask } from './deeds';

/** The host takes so many codes at once. */
const MOST_CODES = 500;
/** What comes within so many ms is asked for together. */
const GATHER = 50;

/** What the drug table knows of the codes of a page, asked for as they appear. */
export class Drugs {
  readonly #learned: () => void;
  readonly #known = new Map<string, Drug | null>();
  readonly #asked = new Set<string>();
  #gathering: ReturnType<typeof setTimeout> | undefined;

  /** @param learned Called when more is known than before. */
  constructor(learned: () => void) {
    this.#learned = learned;
  }

  /** The drug that a finding names; null for a box as long as the table has not said which units are in it. */
  of({ code, ucd13, label }: Finding): Drug | null {
    const known = this.#known.get(code);
    if (ucd13 !== null) return { ucds: [ucd13], name: known?.name ?? label };
    return known ? { ucds: known.ucds, name: known.name ?? label } : null;
  }

  learn(findings: readonly Finding[]): void {
    for (const { code } of findings) if (!this.#known.has(code)) this.#asked.add(code);
    if (this.#asked.size > 0) this.#gathering ??= setTimeout(() => void this.#ask(), GATHER);
  }

  async #ask(): Promise<void> {
    this.#gathering = undefined;
    const codes = [...this.#asked];
    this.#asked.clear();
    for (const code of codes) this.#known.set(code, null);
    for (let start = 0; start < codes.length; start += MOST_CODES) {
      const asked = codes.slice(start, start + MOST_CODES);
      const answer = await ask(() => sendMessage('resolve', asked));
      if (!answer.ok) continue;
      answer.value.forEach(({ ucd13, label, alternatives }, index) => {
        const ucds = ucd13 === null ? alternatives : [ucd13];
        this.#known.set(asked[index] ?? '', ucds.length > 0 ? { ucds, name: label } : null);
      });
    }
    this.#learned();
  }
}

/** The UCDs that a FHIR resource names; a box counts where the table knows the one unit in it. */
export async function ucdsInFhir(resource: unknown): Promise<readonly string[]> {
  const coded = fromFhir(resource).slice(0, MOST_CODES);
  const boxes = coded.filter(({ kind }) => kind.startsWith('cip')).map(({ code }) => code);
  const answer = boxes.length > 0 ? await ask(() => sendMessage('resolve', boxes)) : null;
  const units = new Map(boxes.map((code, index) => [code, answer?.ok ? answer.value[index]?.ucd13 : null]));
  return coded.flatMap(({ code }) => (units.has(code) ? (units.get(code) ?? []) : code));
}
