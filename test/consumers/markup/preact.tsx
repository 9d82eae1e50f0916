/** @jsxImportSource preact */
import type { UpgradeError, VerificationUpgradeElement } from 'verification-upgrade/element';
import type { VerificationUpgradeProps } from 'verification-upgrade/preact';
import 'verification-upgrade/preact';

const failed = (error: UpgradeError) => error.recovery.length;

export const upgrade = (ref: { current: VerificationUpgradeElement | null }, maybe: string | undefined) => (
  <verification-upgrade
    ref={ref}
    key="upgrade"
    class="wide"
    style={{ minHeight: 600 }}
    hidden={false}
    lang={maybe}
    endpoint={maybe}
    launch="manual"
    requestTimeout={9_000}
    ready-timeout="9000"
    warm-up=""
    status-endpoint="/status"
    headers={async ({ reason, signal }) => ({ reason, aborted: `${signal.aborted}` })}
    messages={{ 'start.heading': 'Hello', 'level.hero': 'Hero' }}
    providers={{ acme: () => import('./acme.js') }}
    onupgrade-state-change={({ state, previousState }) => void [state.status, previousState.status]}
    onupgrade-approved={({ state, currentTarget }) => void [state.confirmedBy, currentTarget.reset()]}
    onupgrade-failed={({ state }) => void failed(state.error)}
    onupgrade-message={({ provider, name, payload }) => void [provider, name, payload]}
    onupgrade-warning={({ code, message }) => void [code, message]}
    onClick={({ clientX }) => void clientX}
  >
    <p slot="approved">Done</p>
  </verification-upgrade>
);

export const props: VerificationUpgradeProps = { theme: 'dark' };

export const wrong = [
  // @ts-expect-error: no such word
  <verification-upgrade launch="sometimes" />,
  // @ts-expect-error: no such property (names with a hyphen go unchecked in JSX)
  <verification-upgrade endPoint="/upgrade" />,
  // @ts-expect-error: read only
  <verification-upgrade state={{ status: 'idle' }} />,
  // @ts-expect-error: a number
  <verification-upgrade request-timeout="soon" />,
  // @ts-expect-error: another event
  <verification-upgrade onupgrade-warning={({ state }) => void state} />,
  // @ts-expect-error: a function or headers
  <verification-upgrade headers={5} />,
];
