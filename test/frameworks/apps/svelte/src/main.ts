import { hydrate, mount } from 'svelte';
import App from './App.svelte';

const target = document.querySelector('#app');
// A server may have rendered it.
if (target) (target.hasChildNodes() ? hydrate : mount)(App, { target });
