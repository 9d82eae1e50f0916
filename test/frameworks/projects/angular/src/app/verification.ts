import { Component, CUSTOM_ELEMENTS_SCHEMA, signal } from '@angular/core';
import type { RequestContext, UpgradeStateChangeEvent, UpgradeStatusEvent } from 'verification-upgrade';
import 'verification-upgrade';

@Component({
  selector: 'app-verification',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <section>
      <h2>
        Verification: <output id="status">{{ status() }}</output>
      </h2>
      <p>
        Your level: <output id="level">{{ level() }}</output>
      </p>
      <verification-upgrade
        wait-for="headers"
        status-endpoint="/api/v2/user/upgrade-status"
        sign-in-url="/sign-in"
        support-url="/support"
        [headers]="headers"
        (upgrade-state-change)="follow($event)"
        (upgrade-approved)="finish($event)"
      />
    </section>
  `,
})
export class Verification {
  protected readonly status = signal('idle');
  protected readonly level = signal<string | undefined>(undefined);

  // Called for each request, so that the token is always current. The address is yours.
  protected readonly headers = async ({ reason, signal }: RequestContext) => {
    const response = await fetch(`/session/token?renew=${reason === 'expired'}`, { signal });
    if (!response.ok) throw response;
    return { 'User-Authorization': await response.text() };
  };

  protected follow({ state }: UpgradeStateChangeEvent): void {
    this.status.set(state.status);
  }

  protected finish({ state }: UpgradeStatusEvent<'approved'>): void {
    if (state.confirmedBy === 'server') this.level.set(state.nextLevel);
  }
}
