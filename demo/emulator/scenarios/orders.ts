import { refusal } from './api-errors.js';
import { liveness, offer, type Scenario } from './scenario.js';

const scenario = (title: string, hint: string, replies: Scenario['liveness']): Scenario => ({
  group: 'Confirm an order',
  title,
  hint,
  upgrade: [offer()],
  ...(replies && { liveness: replies }),
});

/** The liveness check of an order: the same GET is the question and, later, the confirmation. */
export const orders = {
  order: scenario(
    'Confirm an order',
    'A liveness check for an order, asked with GET and confirmed by the same endpoint.',
    [liveness('open', 'module'), liveness('pending'), liveness('verified')],
  ),
  'order-pending': scenario('Check under review', 'The check was done earlier and is being reviewed.', [
    liveness('pending'),
    liveness('pending'),
    liveness('verified'),
  ]),
  'order-done': scenario('Order already confirmed', 'Nothing is left to do for this order.', [liveness('verified')]),
  'order-rejected': scenario('Check rejected', 'The server rejects the check after it was handed in.', [
    liveness('open', 'module'),
    liveness('rejected'),
  ]),
  'order-session': scenario('Session renewed', 'The first GET gets ER701, the silent second one succeeds.', [
    refusal('ER701'),
    liveness('open', 'module'),
    liveness('verified'),
  ]),
} as const satisfies Record<string, Scenario>;
