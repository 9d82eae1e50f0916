import { render } from 'preact';
import { App } from './App';

const place = document.querySelector('#app');
if (place) render(<App />, place);
