import { Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Verification } from './verification';

@Component({
  imports: [RouterLink, Verification],
  template: `
    <main>
      <a id="to-home" routerLink="/">Home</a>
      <app-verification />
    </main>
  `,
})
export class Account {}
