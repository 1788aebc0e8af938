import { fromFhir, type Finding } from '../detect';
import { sendMessage, type Outcome } from '../messaging';
import type { Drugs, FoundUcds } from '../page';
import { ask } from './deeds';

/** What comes within so many ms is asked for together. */
const GATHER = 50;
/** After a question without an answer the next one waits for so long, in ms. */
const PAUSE = 30_000;

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
  readonly #unanswered = new Set<string>();
  #pausesUntil = 0;
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

  /** To be called while the page is in use: what had no answer is asked for once more, now and then. */
  retry(): void {
    if (this.#unanswered.size === 0 || Date.now() < this.#pausesUntil) return;
    for (const code of this.#unanswered) this.#ask(code);
    this.#unanswered.clear();
  }

  #of(code: string): Known | null {
    const known = this.#known.get(code);
    if (known !== undefined) return known;
    this.#ask(code);
    return null;
  }

  #ask(code: string): void {
    this.#asked.add(code);
    this.#gathering ??= setTimeout(() => void this.#askForAll(), GATHER);
  }

  async #askForAll(): Promise<void> {
    this.#gathering = undefined;
    const codes = [...this.#asked];
    this.#asked.clear();
    for (const code of codes) this.#known.set(code, null);
    const answer = await ask(() => sendMessage('resolve', codes));
    if (!answer.ok) {
      for (const code of codes) this.#unanswered.add(code);
      this.#pausesUntil = Date.now() + PAUSE;
      return;
    }
    answer.value.forEach(({ ucd13, label, alternatives }, index) => {
      const ucds = ucd13 === null ? alternatives : [ucd13];
      this.#known.set(codes[index] ?? '', ucds.length > 0 ? { ucds, name: label } : null);
    });
    this.#learned();
  }
}

/** The UCDs that a FHIR resource names; a box counts where the table knows the one unit in it. */
export async function ucdsInFhir(resource: unknown): Promise<Outcome<FoundUcds>> {
  const coded = fromFhir(resource);
  const boxes = coded.filter(({ kind }) => kind.startsWith('cip')).map(({ code }) => code);
  const resolved = boxes.length > 0 ? await ask(() => sendMessage('resolve', boxes)) : { ok: true as const, value: [] };
  if (!resolved.ok) return resolved;
  const units = new Map(boxes.map((code, index) => [code, resolved.value[index]?.ucd13 ?? null]));
  const found = coded.map(({ code }) => (units.has(code) ? (units.get(code) ?? null) : code));
  return { ok: true, value: { ucds: found.filter((ucd13) => ucd13 !== null), settled: !found.includes(null) } };
}
