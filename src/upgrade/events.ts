import type { UpgradeState, UpgradeStatus } from './state.js';

const everywhere = { bubbles: true, composed: true } as const;

/** MooTools puts a class of its own in the place of the browser's `Event`. */
const NativeEvent = Object.getPrototypeOf(MessageEvent) as typeof Event;

/** Fired on every transition, and alone for a new step inside `active`. */
export class UpgradeStateChangeEvent extends NativeEvent {
  declare readonly state: UpgradeState;
  declare readonly previousState: UpgradeState;

  constructor(state: UpgradeState, previousState: UpgradeState) {
    super('upgrade-state-change', everywhere);
    this.state = state;
    this.previousState = previousState;
  }
}

/** The same transition by name: `upgrade-approved`, `upgrade-failed`, ... */
export class UpgradeStatusEvent<Status extends UpgradeStatus = UpgradeStatus> extends NativeEvent {
  declare readonly state: Extract<UpgradeState, { status: Status }>;

  constructor(state: Extract<UpgradeState, { status: Status }>) {
    super(`upgrade-${state.status}`, everywhere);
    this.state = state;
  }
}

/** A message of the vendor's SDK under its own name, for analytics. Holds no secret and nothing personal. */
export class UpgradeMessageEvent extends NativeEvent {
  declare readonly provider: string;
  declare readonly name: string;
  declare readonly payload: Readonly<Record<string, unknown>>;

  constructor(provider: string, name: string, payload: Readonly<Record<string, unknown>>) {
    super('upgrade-message', everywhere);
    this.provider = provider;
    this.name = name;
    this.payload = payload;
  }
}

/** Something is in the way, and the user can continue: `camera-blocked`, `insecure-context`, `upload`, ... */
export class UpgradeWarningEvent extends NativeEvent {
  declare readonly code: string;
  declare readonly message: string;

  constructor(code: string, message: string) {
    super('upgrade-warning', everywhere);
    this.code = code;
    this.message = message;
  }
}

type StatusEvents = { [Status in UpgradeStatus as `upgrade-${Status}`]: UpgradeStatusEvent<Status> };

/** Event names and types, for `addEventListener`. */
export interface UpgradeEventMap extends StatusEvents {
  'upgrade-state-change': UpgradeStateChangeEvent;
  'upgrade-message': UpgradeMessageEvent;
  'upgrade-warning': UpgradeWarningEvent;
}
