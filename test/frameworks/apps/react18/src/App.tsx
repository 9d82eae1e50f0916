import { useEffect, useState } from 'react';
import { Verification } from './Verification';

export function App() {
  const [language, setLanguage] = useState('en');
  const [theme, setTheme] = useState<'light' | 'dark'>('light');
  const [isShown, setIsShown] = useState(true);
  const [sections, setSections] = useState(['verification', 'limits', 'documents']);
  const [level, setLevel] = useState<string>();

  // For the tests: StrictMode runs this twice.
  useEffect(() => {
    document.documentElement.dataset['effects'] = `${document.documentElement.dataset['effects'] ?? ''}+`;
  }, []);

  return (
    <main>
      <select id="language" value={language} onChange={({ target }) => setLanguage(target.value)}>
        <option>en</option>
        <option>nl</option>
      </select>
      <select id="theme" value={theme} onChange={({ target }) => setTheme(target.value === 'dark' ? 'dark' : 'light')}>
        <option>light</option>
        <option>dark</option>
      </select>
      <button id="toggle" onClick={() => setIsShown(!isShown)}>
        Show or hide
      </button>
      <button id="rotate" onClick={() => setSections(([first = '', ...others]) => [...others, first])}>
        First one last
      </button>
      <p>
        Your level: <output id="level">{level}</output>
      </p>
      <ul>
        {sections.map((name) => (
          <li key={name} id={name}>
            {name !== 'verification' ? (
              <h2>{name}</h2>
            ) : (
              isShown && <Verification language={language} theme={theme} onUpgraded={setLevel} />
            )}
          </li>
        ))}
      </ul>
    </main>
  );
}
