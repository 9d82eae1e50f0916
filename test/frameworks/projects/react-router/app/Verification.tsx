import { useState } from 'react';
import type { RequestContext } from 'verification-upgrade';
import { VerificationUpgrade } from 'verification-upgrade/react18';

// Called for each request, so that the token is always current. The address is yours.
const headers = async ({ reason, signal }: RequestContext) => {
  const response = await fetch(`/session/token?renew=${reason === 'expired'}`, { signal });
  if (!response.ok) throw response;
  return { 'User-Authorization': await response.text() };
};

export function Verification() {
  const [status, setStatus] = useState('idle');
  const [level, setLevel] = useState<string>();

  return (
    <section>
      <h2>
        Verification: <output id="status">{status}</output>
      </h2>
      <p>
        Your level: <output id="level">{level}</output>
      </p>
      <VerificationUpgrade
        statusEndpoint="/api/v2/user/upgrade-status"
        signInUrl="/sign-in"
        supportUrl="/support"
        headers={headers}
        onUpgradeStateChange={({ state }) => setStatus(state.status)}
        onUpgradeApproved={({ state }) => {
          if (state.confirmedBy === 'server') setLevel(state.nextLevel);
        }}
      />
    </section>
  );
}
