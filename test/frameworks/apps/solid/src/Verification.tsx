import { createSignal } from 'solid-js';
import type { RequestContext } from 'verification-upgrade';
import 'verification-upgrade';
import 'verification-upgrade/solid';

interface Props {
  readonly language: string;
  readonly theme: 'light' | 'dark';
  readonly onUpgraded: (level: string | undefined) => void;
}

// Called for each request, so that the token is always current. The address is yours.
const headers = async ({ reason, signal }: RequestContext) => {
  const response = await fetch(`/session/token?renew=${reason === 'expired'}`, { signal });
  if (!response.ok) throw response;
  return { 'User-Authorization': await response.text() };
};

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
        wait-for="headers"
        status-endpoint="/api/v2/user/upgrade-status"
        sign-in-url="/sign-in"
        support-url="/support"
        headers={headers}
        on:upgrade-state-change={({ state }) => setStatus(state.status)}
        on:upgrade-approved={({ state }) => {
          if (state.confirmedBy === 'server') props.onUpgraded(state.nextLevel);
        }}
      />
    </section>
  );
}
