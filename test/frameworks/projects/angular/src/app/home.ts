import { Component } from '@angular/core';
import { RouterLink } from '@angular/router';

@Component({
  imports: [RouterLink],
  template: `
    <main>
      <h1>Home</h1>
      <a id="to-account" routerLink="/account">Your account</a>
    </main>
  `,
})
export class Home {}
