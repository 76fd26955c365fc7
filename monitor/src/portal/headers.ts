/** What browsers may do with the portal's pages: our own style, script and pictures, forms to us, and nothing else. */
import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** `same-origin`: forms tell us the page that they come from, other sites are told nothing. */
export function portalHeaders(publicUrl: URL): RequestHandler[] {
  return [
    (_request, response, next) => {
      response.set({
        'Cache-Control': 'no-store',
        'X-Robots-Tag': 'noindex, nofollow',
        'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
      });
      next();
    },
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'none'"],
          scriptSrc: ["'self'"],
          styleSrc: ["'self'"],
          imgSrc: ["'self'"],
          connectSrc: ["'self'"],
          formAction: ["'self'"],
          frameAncestors: ["'none'"],
          baseUri: ["'none'"],
        },
      },
      strictTransportSecurity: publicUrl.protocol === 'https:' ? { maxAge: 31_536_000 } : false,
      referrerPolicy: { policy: 'same-origin' },
      xFrameOptions: { action: 'deny' },
    }),
  ];
}
