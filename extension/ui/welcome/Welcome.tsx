import { useEffect } from 'preact/hooks';
import { browser } from 'wxt/browser';

import type { ErrorCode } from '../../host/messages';
import { useChain, type Chain } from '../chain';
import { CopyReport } from '../CopyReport';
import { ErrorNotice } from '../ErrorNotice';
import { Logo } from '../Logo';
import { useSpeech } from '../screen';
import { Step, type StepState } from './Step';
import { Trial } from './Trial';

/** How often a step that waits for the installation is looked at again, in ms. */
const AGAIN = 3000;

/** What says that there is no program to talk to, or not the right one. */
const HOST_CODES: readonly ErrorCode[] = [
  'host_missing',
  'host_crashed',
  'host_outdated',
  'extension_outdated',
  'caller_refused',
];

/** The first run: three steps, each checked as soon as it can be. */
export function Welcome() {
  const { t } = useSpeech();
  const [chain, check] = useChain(AGAIN);
  useEffect(() => {
    document.title = t('welcome.title');
  }, [t]);
  const states = stepStates(chain);
  return (
    <>
      <header class="masthead">
        <Logo size={44} />
        <div>
          <h1>{t('welcome.title')}</h1>
          <p>{t('welcome.text')}</p>
        </div>
      </header>
      <main>
        <Step number={1} state={states.host} title={t('welcome.host.title')}>
          <Host chain={chain} check={check} state={states.host} />
        </Step>
        <Step number={2} state={states.configuration} title={t('welcome.configuration.title')}>
          <Configuration chain={chain} check={check} state={states.configuration} />
        </Step>
        <Trial ready={states.configuration === 'good' || isPast(chain)} />
        <section class="card next" aria-labelledby="next">
          <h2 id="next">{t('welcome.next.title')}</h2>
          <p>{t('welcome.next.enable')}</p>
          <p>{t('welcome.next.menu')}</p>
          <div class="actions">
            <button type="button" class="button" onClick={() => void browser.runtime.openOptionsPage()}>
              {t('welcome.next.settings')}
            </button>
          </div>
        </section>
      </main>
    </>
  );
}

/** What the last call met on its way, and only the next one can tell to be over. */
const MET = ['token_refused', 'clock_skew', 'tls', 'unauthorized', 'forbidden', 'untrusted_url'];

const isPast = (chain: Chain): boolean => chain.state === 'broken' && MET.includes(chain.error.code);

function stepStates(chain: Chain): Readonly<Record<'host' | 'configuration', StepState>> {
  if (chain.state === 'checking') return { host: 'waiting', configuration: 'waiting' };
  if (chain.state === 'ready') return { host: 'good', configuration: 'good' };
  return HOST_CODES.includes(chain.error.code)
    ? { host: 'bad', configuration: 'waiting' }
    : { host: 'good', configuration: 'bad' };
}

interface StepProps {
  readonly chain: Chain;
  readonly check: () => void;
  readonly state: StepState;
}

function Host({ chain, check, state }: StepProps) {
  const { t } = useSpeech();
  if (state === 'bad') return <Broken chain={chain} check={check} />;
  const version = chain.state === 'checking' ? undefined : chain.hello?.host_version;
  if (state === 'waiting') return <p class="hint">{t('welcome.host.checking')}</p>;
  return <p>{t('welcome.host.good', { version: version ?? '' })}</p>;
}

function Configuration({ chain, check, state }: StepProps) {
  const { t } = useSpeech();
  if (state === 'bad') return <Broken chain={chain} check={check} />;
  if (chain.state !== 'ready') return <p class="hint">{t('welcome.configuration.waiting')}</p>;
  const { environment, practitioner } = chain.hello;
  const slots = { environment: environment ?? '' };
  if (!practitioner) return <p>{t('welcome.configuration.good_nameless', slots)}</p>;
  const name = `${practitioner.first_name} ${practitioner.last_name}`;
  return <p>{t('welcome.configuration.good', { ...slots, name })}</p>;
}

function Broken({ chain, check }: Omit<StepProps, 'state'>) {
  if (chain.state !== 'broken') return null;
  return (
    <ErrorNotice error={chain.error} onRetry={check}>
      <CopyReport error={chain.error} />
    </ErrorNotice>
  );
}
