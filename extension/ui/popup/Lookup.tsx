import { useSpeech } from '../screen';
import type { Names } from './listing';
import { unknownCodes, type Reading, type Searches } from './lookup';

interface Props {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly reading: Reading;
  readonly names: Names;
  readonly searches: Searches;
}

/** The field for what the page does not hold as codes: pasted text, a scanned box, a drug's name. */
export function Lookup({ text, onText, reading, names, searches }: Props) {
  const { t } = useSpeech();
  return (
    <div class="lookup">
      <label class="visually-hidden" for="lookup">
        {t('popup.lookup.label')}
      </label>
      <textarea
        id="lookup"
        rows={Math.min(6, text.split('\n').length)}
        value={text}
        placeholder={t('popup.lookup.placeholder')}
        spellcheck={false}
        autocomplete="off"
        onInput={({ currentTarget }) => {
          onText(currentTarget.value);
        }}
      />
      <ul class="hint" aria-live="polite">
        {unknownCodes(reading, names).map((code) => (
          <li key={code}>{t('popup.lookup.unknown', { code })}</li>
        ))}
        {reading.lines.map((line) => {
          const found = searches.get(line);
          if (found?.ok && found.value.length > 0) return null;
          const nothing = found?.ok ? t('popup.lookup.nothing', { words: line }) : null;
          return <li key={line}>{nothing ?? t(found ? 'popup.lookup.no_table' : 'popup.lookup.searching')}</li>;
        })}
      </ul>
    </div>
  );
}
