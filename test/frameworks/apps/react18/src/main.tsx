import { StrictMode } from 'react';
import { createRoot, hydrateRoot } from 'react-dom/client';
import { App } from './App';

const place = document.querySelector('#app');
const app = (
  <StrictMode>
    <App />
  </StrictMode>
);
// A server may have rendered it.
if (place?.hasChildNodes()) hydrateRoot(place, app);
else if (place) createRoot(place).render(app);
