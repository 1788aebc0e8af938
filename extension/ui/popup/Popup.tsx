import { useMemo, useRef, useState } from 'preact/hooks';

import type { Choice } from '../../messaging';
import { useChain } from '../chain';
import { ChainState } from '../ChainState';
import { Logo } from '../Logo';
import { DrugGroup } from './DrugGroup';
import { useGuide } from './guide';
import { useKeys } from './keys';
import { codesToResolve, drugsOfUcds, eachOnce, groupsOfTab, tickedUcds, type Group, type Ticks } from './listing';
import { Lookup } from './Lookup';
import { groupsOfLookup, readInput, useSearches } from './lookup';
import { useNames } from './names';
import { LIMIT, OpenBar } from './OpenBar';
import { useOpener } from './opening';
import { useSite } from './site';
import { useSignedIn } from './signed-in';
import { SiteSwitch } from './SiteSwitch';
import { useTab } from './tab';
import { TabNotice } from './TabNotice';

interface Props {
  readonly tabId: number;
  readonly choice: Choice | null;
  readonly usualGuide: string;
  /** In a tab or window of its own, not the browser's popup. */
  readonly asPage: boolean;
  readonly onOpened: () => void;
}

/** What the tab holds, what is added to it, and one button. */
export function Popup({ tabId, choice, usualGuide, asPage, onOpened }: Props) {
  const [view, look] = useTab(tabId);
  const [site, enable] = useSite(tabId, look);
  const [chain, check] = useChain();
  const signedIn = useSignedIn(tabId);
  const [guides, guide, setGuide] = useGuide(chain, choice?.guide, usualGuide);
  const [text, setText] = useState(choice?.text ?? '');
  const [ticks, setTicks] = useState<Ticks>(new Map());
  const reading = useMemo(() => readInput(text), [text]);
  const searches = useSearches(reading.lines);
  const frames = view.state === 'open' ? view.frames : [];
  const chosen = choice?.ucds ?? [];
  const names = useNames([...chosen, ...codesToResolve(frames), ...reading.codes.map(({ code }) => code)]);
  const opener = useOpener(tabId, choice?.error ?? null, onOpened);
  const form = useRef<HTMLFormElement>(null);
  const button = useRef<HTMLButtonElement>(null);

  const ofTab = useMemo(() => groupsOfTab(frames, names), [frames, names]);
  const groups = eachOnce([
    ...(chosen.length > 0 ? [chosenGroup(chosen, names)] : []),
    ...groupsOfLookup(reading, names, searches),
    ...(choice ? ofTab.map(unticked) : ofTab),
  ]);
  const ucds = tickedUcds(groups, ticks);
  const ticked = new Set(ucds);
  const tick = (which: readonly string[], on: boolean) => {
    setTicks(new Map([...ticks, ...which.map((ucd13) => [ucd13, on] as const)]));
  };
  const configured = chain.state === 'checking' ? null : (chain.hello?.practitioner ?? null);
  // Whoever is faster than the host's greeting gets the usual guide.
  const open = () => {
    opener.open({ guide: guide?.name ?? usualGuide, ucds: guide?.needs_codes === false ? [] : ucds });
  };
  useKeys(form, button, ucds.length > 0 && view.state !== 'looking');

  return (
    <div class="popup">
      <header class="masthead">
        <Logo />
        <h1>Posos Bridge</h1>
        <SiteSwitch site={site} onEnable={enable} />
      </header>
      <main aria-busy={view.state === 'looking'}>
        <Lookup text={text} onText={setText} reading={reading} names={names} searches={searches} />
        {groups.map((group, index) => (
          <DrugGroup key={group.key} group={group} number={index + 1} tabId={tabId} ticked={ticked} onTick={tick} />
        ))}
        {groups.length === 0 && text === '' && <TabNotice view={view} site={site} asPage={asPage} />}
      </main>
      <footer>
        <OpenBar
          guides={guides}
          guide={guide}
          onGuide={setGuide}
          practitioner={signedIn === undefined ? null : (signedIn ?? configured)}
          ucds={ucds}
          onKeepFirst={() => {
            tick(ucds.slice(LIMIT), false);
          }}
          opener={opener}
          onOpen={open}
          form={form}
          button={button}
        />
        {opener.opening.state !== 'failed' && <ChainState chain={chain} check={check} />}
      </footer>
    </div>
  );
}

function chosenGroup(ucds: readonly string[], names: Parameters<typeof drugsOfUcds>[1]): Group {
  return { key: 'chosen', kind: 'chosen', caption: '', origin: null, drugs: drugsOfUcds(ucds, names) };
}

/** Beside what a person has chosen, the rest of the page is only there to be added. */
const unticked = (group: Group): Group => ({
  ...group,
  drugs: group.drugs.map((drug) => ({ ...drug, meant: false })),
});
