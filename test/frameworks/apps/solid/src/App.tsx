import { createSignal, For, Show } from 'solid-js';
import { Verification } from './Verification';

export function App() {
  const [language, setLanguage] = createSignal('en');
  const [theme, setTheme] = createSignal<'light' | 'dark'>('light');
  const [isShown, setIsShown] = createSignal(true);
  const [sections, setSections] = createSignal(['verification', 'limits', 'documents']);
  const [level, setLevel] = createSignal<string>();

  return (
    <main>
      <select id="language" value={language()} onChange={({ currentTarget }) => setLanguage(currentTarget.value)}>
        <option>en</option>
        <option>nl</option>
      </select>
      <select
        id="theme"
        value={theme()}
        onChange={({ currentTarget }) => setTheme(currentTarget.value === 'dark' ? 'dark' : 'light')}
      >
        <option>light</option>
        <option>dark</option>
      </select>
      <button id="toggle" onClick={() => setIsShown(!isShown())}>
        Show or hide
      </button>
      <button id="rotate" onClick={() => setSections(([first = '', ...others]) => [...others, first])}>
        First one last
      </button>
      <p>
        Your level: <output id="level">{level()}</output>
      </p>
      <ul>
        <For each={sections()}>
          {(name) => (
            <li id={name}>
              <Show when={name === 'verification'} fallback={<h2>{name}</h2>}>
                <Show when={isShown()}>
                  <Verification language={language()} theme={theme()} onUpgraded={setLevel} />
                </Show>
              </Show>
            </li>
          )}
        </For>
      </ul>
    </main>
  );
}
