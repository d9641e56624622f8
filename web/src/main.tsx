import './shell/polyfills.ts';
import '@fontsource-variable/noto-sans-sc';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './shell/base.css';
import './shell/print.css';
import { listenToKeys } from './shell/keys/registry.ts';
import { Providers } from './shell/providers.tsx';
import { router } from './shell/router.tsx';

function start(): void {
  listenToKeys();
  const root = document.getElementById('root');
  if (!root) throw new Error('index.html has no #root');
  createRoot(root).render(
    <StrictMode>
      <Providers>
        <RouterProvider router={router} />
      </Providers>
    </StrictMode>,
  );
}

start();
