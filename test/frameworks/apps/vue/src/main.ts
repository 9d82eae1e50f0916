import { createApp, createSSRApp } from 'vue';
import App from './App.vue';

// A server may have rendered it.
const isRendered = document.querySelector('#app')?.hasChildNodes();
(isRendered ? createSSRApp(App) : createApp(App)).mount('#app');
