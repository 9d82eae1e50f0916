import { createSignal } from 'solid-js';
import type { RequestContext } from 'verification-upgrade';
import 'verification-upgrade';
import 'verification-upgrade/solid';
import { sumsub, userToken } from '../../session';

interface Props {
  readonly language: string;
  readonly theme: 'light' | 'dark';
  readonly onUpgraded: (level: string | undefined) => void;
}

// Called for each request, so the token is always the current one.
const headers = async ({ reason }: RequestContext) => ({
  'User-Authorization': await userToken(reason === 'expired'),
});
const providerOptions = { sumsub };

export function Verification(props: Props) {
  const [status, setStatus] = createSignal('idle');

  return (
    <section>
      <h2>
        Verification: <output id="status">{status()}</output>
      </h2>
      <verification-upgrade
        lang={props.language}
        theme={props.theme}
        support-url="/support"
        headers={headers}
        prop:providerOptions={providerOptions}
        on:upgrade-state-change={({ state }) => setStatus(state.status)}
        on:upgrade-approved={({ state }) => props.onUpgraded(state.nextLevel)}
      />
    </section>
  );
}
