/**
 * A failed comparison holds what it compared. Where that is a node of the document, an event or the like, the runner would
 * try to send the whole page home with it, and hang: it gets a word instead.
 */
afterEach(function () {
  const failure = this.currentTest?.err as { actual?: unknown; expected?: unknown } | undefined;
  if (!failure) return;
  for (const side of ['actual', 'expected'] as const) {
    try {
      structuredClone(failure[side]);
    } catch {
      failure[side] = String(failure[side]);
    }
  }
});
