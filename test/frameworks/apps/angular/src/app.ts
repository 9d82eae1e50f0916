import { Component, signal } from '@angular/core';
import { Verification } from './verification';

@Component({
  selector: 'app-root',
  imports: [Verification],
  template: `
    <main>
      <select id="language" #languages (change)="language.set(languages.value)">
        <option>en</option>
        <option>nl</option>
      </select>
      <select id="theme" #themes (change)="theme.set(themes.value === 'dark' ? 'dark' : 'light')">
        <option>light</option>
        <option>dark</option>
      </select>
      <button id="toggle" (click)="isShown.set(!isShown())">Show or hide</button>
      <button id="rotate" (click)="rotate()">First one last</button>
      <p>
        Your level: <output id="level">{{ level() }}</output>
      </p>
      <ul>
        @for (name of sections(); track name) {
          <li [id]="name">
            @if (name !== 'verification') {
              <h2>{{ name }}</h2>
            } @else if (isShown()) {
              <app-verification [language]="language()" [theme]="theme()" (upgraded)="level.set($event)" />
            }
          </li>
        }
      </ul>
    </main>
  `,
})
export class App {
  protected readonly language = signal('en');
  protected readonly theme = signal<'light' | 'dark'>('light');
  protected readonly isShown = signal(true);
  protected readonly sections = signal(['verification', 'limits', 'documents']);
  protected readonly level = signal<string | undefined>(undefined);

  protected rotate(): void {
    this.sections.update(([first = '', ...others]) => [...others, first]);
  }
}
