import { useSpeech, type Speech } from '../screen';
import { DrugLine } from './DrugLine';
import type { Group } from './listing';

interface Props {
  readonly group: Group;
  /** Its number among the tables of the list, for those without a caption. */
  readonly number: number;
  readonly tabId: number;
  readonly ticked: ReadonlySet<string>;
  readonly onTick: (ucds: readonly string[], ticked: boolean) => void;
}

/** The drugs of one table, list or search, with one tick for all. */
export function DrugGroup({ group, number, tabId, ticked, onTick }: Props) {
  const { t } = useSpeech();
  const caption = captionOf(group, number, t);
  const ucds = group.drugs.map(({ ucd13 }) => ucd13);
  const count = ucds.filter((ucd13) => ticked.has(ucd13)).length;
  const choosing = group.kind === 'matches';
  return (
    <section class="group" aria-label={caption}>
      <h2>
        {choosing ? (
          <span class="caption">{caption}</span>
        ) : (
          <label>
            <input
              type="checkbox"
              checked={count === ucds.length}
              indeterminate={count > 0 && count < ucds.length}
              aria-label={t('popup.group.all', { caption })}
              onChange={({ currentTarget }) => {
                onTick(ucds, currentTarget.checked);
              }}
            />
            <span class="caption">{caption}</span>
          </label>
        )}
        {!choosing && <span class="count">{t('popup.group.count', { ticked: count, total: ucds.length })}</span>}
      </h2>
      {choosing && <p class="hint">{t('popup.lookup.tick')}</p>}
      <ul>
        {group.drugs.map((drug) => (
          <DrugLine
            key={drug.ucd13}
            drug={drug}
            tabId={tabId}
            ticked={ticked.has(drug.ucd13)}
            onTick={(on) => {
              onTick([drug.ucd13], on);
            }}
          />
        ))}
      </ul>
    </section>
  );
}

function captionOf(group: Group, number: number, t: Speech['t']): string {
  const caption = ((): string => {
    switch (group.kind) {
      case 'table':
        return group.caption || t('popup.group.table', { number });
      case 'data':
        return group.caption || t('popup.group.data');
      case 'matches':
        return t('popup.group.matches', { words: group.caption });
      case 'alone':
        return t('popup.group.alone');
      case 'pasted':
        return t('popup.group.pasted');
      case 'chosen':
        return t('popup.group.chosen');
    }
  })();
  return group.origin === null ? caption : t('popup.group.frame', { caption, origin: group.origin });
}
