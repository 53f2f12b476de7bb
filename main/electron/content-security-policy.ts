/** The policy of the desktop window's page. */

/** Stands in the built page wherever the nonce of this load belongs. */
export const noncePlaceholder = '__CSP_NONCE__'

/**
 * Everything is forbidden but what the page is made of. Styles need the nonce because MUI writes style elements at run
 * time; `blob:` and `data:` pictures are letter previews and icons.
 */
export const contentSecurityPolicy = (nonce: string): string => [
  `default-src 'none'`,
  `script-src 'self' 'nonce-${nonce}'`,
  `style-src 'self' 'nonce-${nonce}'`,
  `font-src 'self'`,
  `img-src 'self' data: blob:`,
  `connect-src 'self'`,
  `worker-src 'self'`,
  `base-uri 'none'`,
  `form-action 'none'`,
  `frame-src 'none'`,
  `frame-ancestors 'none'`,
  `object-src 'none'`,
].join('; ')
