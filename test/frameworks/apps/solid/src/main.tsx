import { render } from 'solid-js/web';
import { App } from './App';

const place = document.querySelector('#app');
if (place) render(() => <App />, place);
