import './app/fonts.css';
import './app/tokens.css';
import './app/page.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { allowHarmlessHtml } from './app/harmlessHtml.ts';

const root = document.querySelector('#root');
if (root === null) throw new Error('index.html has no #root to draw into.');
allowHarmlessHtml();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
