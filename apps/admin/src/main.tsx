import './theme/styles';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app';
import { loadMessages, preferredLanguage } from './messages/t';

await loadMessages(preferredLanguage());

const place = document.getElementById('app');
if (!place) throw new Error('The page has no element #app.');
createRoot(place).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
