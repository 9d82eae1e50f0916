// Nothing that runs: each line is one that the types have to refuse.
import type { RequestContext, VerificationUpgradeElement } from 'verification-upgrade';
import 'verification-upgrade/react';
import { VerificationUpgrade } from 'verification-upgrade/react18';

const headers = ({ reason }: RequestContext) => ({ reason });

export const right = (ref: { current: VerificationUpgradeElement | null }) => (
  <VerificationUpgrade ref={ref} className="wide" endpoint="/upgrade" requestTimeout={9_000} headers={headers}>
    <p slot="approved">Done</p>
  </VerificationUpgrade>
);

export const mistakes = [
  // @ts-expect-error There is no such theme.
  <VerificationUpgrade theme="pink" />,
  // @ts-expect-error A header is a text.
  <VerificationUpgrade headers={{ 'User-Authorization': 7 }} />,
  // @ts-expect-error There is no such property.
  <VerificationUpgrade suportUrl="/support" />,
  // @ts-expect-error There is no such event.
  <VerificationUpgrade onUpgradeApprovd={() => undefined} />,
  // @ts-expect-error A state without a decision has none to tell of.
  <VerificationUpgrade onUpgradeCancelled={({ state }) => state.confirmedBy} />,

  // @ts-expect-error React 18 sets no properties on a tag.
  <verification-upgrade headers={headers} />,
  // @ts-expect-error React 18 hears no events of a tag.
  <verification-upgrade onupgrade-approved={() => undefined} />,
];
