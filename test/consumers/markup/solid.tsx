/** @jsxImportSource solid-js */
import type { VerificationUpgradeElement } from 'verification-upgrade/element';
import type { VerificationUpgradeProps } from 'verification-upgrade/solid';
import 'verification-upgrade/solid';

export const upgrade = (ref: (element: VerificationUpgradeElement) => void, maybe: string | undefined) => (
  <verification-upgrade
    ref={ref}
    class="wide"
    hidden={false}
    lang={maybe}
    endpoint={maybe}
    launch="manual"
    request-timeout={9_000}
    ready-timeout="9000"
    prop:headers={async ({ reason, signal }) => ({ reason, aborted: `${signal.aborted}` })}
    prop:messages={{ 'start.heading': 'Hello', 'level.hero': 'Hero' }}
    attr:status-endpoint="/status"
    on:upgrade-state-change={({ state, previousState }) => void [state.status, previousState.status]}
    on:upgrade-approved={({ state, currentTarget }) => void [state.confirmedBy, currentTarget.reset()]}
    on:upgrade-failed={({ state }) => void state.error.recovery}
    on:upgrade-message={({ provider, name, payload }) => void [provider, name, payload]}
    on:upgrade-warning={({ code, message }) => void [code, message]}
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
  // @ts-expect-error: Solid would set `requesttimeout`
  <verification-upgrade requestTimeout={9_000} />,
  // @ts-expect-error: read only
  <verification-upgrade prop:state={{ status: 'idle' }} />,
  // @ts-expect-error: another event
  <verification-upgrade on:upgrade-warning={({ state }) => void state} />,
  // @ts-expect-error: a function or headers
  <verification-upgrade prop:headers={5} />,
];
