/** The program's outer frame: theme, server state, routes. */
import { MantineProvider } from '@mantine/core';
import '@mantine/core/styles.css';
import './theme.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useState } from 'react';
import { LiveRegion } from '../ui/LiveRegion.tsx';
import { createQueryClient } from './query.ts';
import { createAppRouter } from './router.ts';
import { theme } from './theme.ts';

export function App() {
  const [{ queryClient, router }] = useState(() => {
    const queryClient = createQueryClient(() => leave());
    const router = createAppRouter(queryClient);
    /** The session is over: what was read is forgotten, and one comes back to the same place after signing in. */
    const leave = () => {
      const { pathname, href } = router.state.location;
      if (pathname === '/sign-in') return;
      void router.navigate({ to: '/sign-in', search: { next: href } }).then(() => queryClient.clear());
    };
    return { queryClient, router };
  });
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={styleNonce}>
      <QueryClientProvider client={queryClient}>
        <LiveRegion>
          <RouterProvider router={router} />
        </LiveRegion>
      </QueryClientProvider>
    </MantineProvider>
  );
}

/** The server puts a fresh nonce into each page, so that only our styles apply. */
function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
}
