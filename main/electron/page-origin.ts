/** Where the page lives in the desktop window. Known to main process and preload, free of Electron. */

/** A scheme of our own: a page of file:// would have rights no page should have. */
export const pageScheme = 'desk'
export const pageHost = 'app'
export const pageOrigin = `${pageScheme}://${pageHost}`
export const pageAddress = `${pageOrigin}/`

/** True for addresses of our own page only; the origin is compared whole, never by prefix. */
export const isPageAddress = (address: string): boolean => {
  if (!URL.canParse(address)) return false
  const url = new URL(address)
  return url.protocol === `${pageScheme}:` && url.host === pageHost && url.username === '' && url.password === ''
}
