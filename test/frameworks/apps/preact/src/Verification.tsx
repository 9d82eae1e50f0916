import { useState } from 'preact/hooks';
import type { RequestContext } from 'verification-upgrade';
import 'verification-upgrade';
import 'verification-upgrade/preact';

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

export function Verification({ language, theme, onUpgraded }: Props) {
  const [status, setStatus] = useState('idle');

  return (
    <section>
      <h2>
        Verification: <output id="status">{status}</output>
      </h2>
      <verification-upgrade
        lang={language}
        theme={theme}
        wait-for="headers"
        status-endpoint="/api/v2/user/upgrade-status"
        sign-in-url="/sign-in"
        support-url="/support"
        headers={headers}
        onupgrade-state-change={({ state }) => setStatus(state.status)}
        onupgrade-approved={({ state }) => {
          if (state.confirmedBy === 'server') onUpgraded(state.nextLevel);
        }}
      />
    </section>
  );
}
