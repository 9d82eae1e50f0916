// Nothing that runs: each line is one that the types have to refuse.
import 'verification-upgrade/react';

export const mistakes = [
  // @ts-expect-error There is no such theme.
  <verification-upgrade theme="pink" />,
  // @ts-expect-error A header is a text.
  <verification-upgrade headers={{ 'User-Authorization': 7 }} />,
  // @ts-expect-error There is no such property.
  <verification-upgrade suportUrl="/support" />,
  // @ts-expect-error A state without a decision has none to tell of.
  <verification-upgrade onupgrade-cancelled={({ state }) => state.confirmedBy} />,
];
