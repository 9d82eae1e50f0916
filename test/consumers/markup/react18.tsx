/** @jsxImportSource react */
import type { VerificationUpgradeElement } from 'verification-upgrade/element';
import { VerificationUpgrade, type VerificationUpgradeProps } from 'verification-upgrade/react18';

export const upgrade = (ref: { current: VerificationUpgradeElement | null }) => (
  <VerificationUpgrade
    ref={ref}
    key="upgrade"
    className="wide"
    lang="nl"
    launch="manual"
    requestTimeout={9_000}
    headers={async ({ reason, signal }) => ({ reason, aborted: `${signal.aborted}` })}
    onUpgradeStateChange={({ state, previousState }) => void [state.status, previousState.status]}
    onUpgradeApproved={({ state, currentTarget }) => void [state.confirmedBy, currentTarget.reset()]}
    onClick={({ clientX }) => void clientX}
  >
    <p slot="approved">Done</p>
  </VerificationUpgrade>
);

export const props: VerificationUpgradeProps = { theme: 'dark' };

export const wrong = [
  // @ts-expect-error: no such word
  <VerificationUpgrade launch="sometimes" />,
  // @ts-expect-error: no such property
  <VerificationUpgrade endPoint="/upgrade" />,
  // @ts-expect-error: no such event
  <VerificationUpgrade onUpgradeApprovd={() => undefined} />,
  // @ts-expect-error: another event
  <VerificationUpgrade onUpgradeWarning={({ state }) => void state} />,
];
