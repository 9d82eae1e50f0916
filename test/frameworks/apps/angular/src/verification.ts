import { Component, CUSTOM_ELEMENTS_SCHEMA, input, output, signal } from '@angular/core';
import type { RequestContext, UpgradeStateChangeEvent, UpgradeStatusEvent } from 'verification-upgrade';
import 'verification-upgrade';
import { sumsub, userToken } from '../../session';

@Component({
  selector: 'app-verification',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <section>
      <h2>
        Verification: <output id="status">{{ status() }}</output>
      </h2>
      <verification-upgrade
        support-url="/support"
        [lang]="language()"
        [theme]="theme()"
        [headers]="headers"
        [providerOptions]="providerOptions"
        (upgrade-state-change)="follow($event)"
        (upgrade-approved)="finish($event)"
      />
    </section>
  `,
})
export class Verification {
  readonly language = input.required<string>();
  readonly theme = input.required<'light' | 'dark'>();
  readonly upgraded = output<string | undefined>();

  protected readonly status = signal('idle');
  protected readonly providerOptions = { sumsub };

  // Called for each request, so the token is always the current one.
  protected readonly headers = async ({ reason }: RequestContext) => ({
    'User-Authorization': await userToken(reason === 'expired'),
  });

  protected follow({ state }: UpgradeStateChangeEvent): void {
    this.status.set(state.status);
  }

  protected finish({ state }: UpgradeStatusEvent<'approved'>): void {
    this.upgraded.emit(state.nextLevel);
  }
}
