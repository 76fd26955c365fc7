/** Where the browser program starts: language first, then the page. */
import { createRoot } from 'react-dom/client';
import { config } from 'zod';
import { App } from './app/App.tsx';
import { startTexts } from './i18n/texts.ts';

// The page's content security policy allows no evaluated code, which zod would otherwise try.
config({ jitless: true });

const root = document.getElementById('root');
if (!root) throw new Error('The page has no element with the id "root".');
await startTexts();
createRoot(root).render(<App />);
