import { useState } from 'preact/hooks';

import { sendMessage } from '../../messaging';
import { useSpeech } from '../screen';
import { printedUcd, type Drug } from './listing';

interface Props {
  readonly drug: Drug;
  readonly tabId: number;
  readonly ticked: boolean;
  readonly onTick: (ticked: boolean) => void;
}

/** A drug with its tick, its code, where it stands on the page and the way there. */
export function DrugLine({ drug, tabId, ticked, onTick }: Props) {
  const { t } = useSpeech();
  const name = drug.name ?? t('popup.unnamed', { code: printedUcd(drug.ucd13) });
  return (
    <li class="drug" data-ucd={drug.ucd13}>
      <label>
        <input
          type="checkbox"
          checked={ticked}
          onChange={({ currentTarget }) => {
            onTick(currentTarget.checked);
          }}
        />
        <span class="name">
          <DrugName name={name} />
        </span>
        <span class="code">
          {drug.name === null ? t('popup.nameless') : <span class="digits">{printedUcd(drug.ucd13)}</span>}
          {drug.either && <span class="either">{t('popup.either')}</span>}
          <Source drug={drug} />
        </span>
      </label>
      <Reveal drug={drug} name={name} tabId={tabId} />
    </li>
  );
}

/** The name stands out from dose and form: "ELIQUIS" from "5MG CPR". */
function DrugName({ name }: { readonly name: string }) {
  const dose = name.search(/\s\d/);
  if (dose < 1) return <b>{name}</b>;
  return (
    <>
      <b>{name.slice(0, dose)}</b>
      {name.slice(dose)}
    </>
  );
}

function Source({ drug }: { readonly drug: Drug }) {
  const { t } = useSpeech();
  const [first] = drug.places;
  if (!first) return null;
  const where = t(`popup.source.${first.source}`);
  return <span class="source">{t('popup.source.places', { where, count: drug.places.length })}</span>;
}

/** Shows the drug's places one after the other, a click each. */
function Reveal({ drug, name, tabId }: { readonly drug: Drug; readonly name: string; readonly tabId: number }) {
  const { t } = useSpeech();
  const [turn, setTurn] = useState(0);
  const [gone, setGone] = useState(false);
  const place = drug.places[turn % drug.places.length];
  if (!place) return null;
  const reveal = async () => {
    const shown = await sendMessage('reveal', place.id, { tabId, frameId: place.frameId }).catch(() => false);
    setGone(!shown);
    setTurn(turn + 1);
  };
  return (
    <button
      type="button"
      class="reveal"
      title={t('popup.reveal')}
      aria-label={t('popup.reveal_drug', { drug: name })}
      onClick={() => void reveal()}
    >
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <g fill="none" stroke="currentColor" stroke-width="1.500">
          <circle cx="8" cy="8" r="4.500" />
          <path d="M8 1v4M8 11v4M1 8h4M11 8h4" />
        </g>
      </svg>
      {gone && (
        <span class="gone" role="status">
          {t('popup.gone')}
        </span>
      )}
    </button>
  );
}
