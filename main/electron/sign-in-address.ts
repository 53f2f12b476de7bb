/** Which address the system's browser may be sent to: the organisation's identity provider, as the machine's settings name it. */

/** @param origin of settings.json (https://idp.example); null = none is allowed */
export const isSignInAddress = (address: string, origin: string | null): boolean => {
  if (origin === null || !URL.canParse(address) || !URL.canParse(origin)) return false
  const url = new URL(address)
  return url.protocol === 'https:' && url.username === '' && url.password === '' && url.origin === new URL(origin).origin
}
