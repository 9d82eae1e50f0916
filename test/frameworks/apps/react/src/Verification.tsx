import { useState } from 'react';
import type { RequestContext } from 'verification-upgrade';
import 'verification-upgrade';
import 'verification-upgrade/react';
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
        support-url="/support"
        headers={headers}
        providerOptions={providerOptions}
        onupgrade-state-change={({ state }) => setStatus(state.status)}
        onupgrade-approved={({ state }) => onUpgraded(state.nextLevel)}
      />
    </section>
  );
}
