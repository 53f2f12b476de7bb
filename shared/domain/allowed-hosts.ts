/** Where letters and guidance may send people: nobody may turn one by editing an address (domain §4). */

/** The 医療機関等向けポータルサイト where accounts are kept: the only hosts a letter may name. */
export const allowedPortalHosts: readonly string[] = ['shinsei.iryohokenjyoho-portalsite.jp']

/** What a guidance card may link to besides: the portal's public pages, 支払基金, 厚生労働省, 地方厚生局. */
export const allowedGuidanceHosts: readonly string[] = [
  ...allowedPortalHosts, 'www.iryohokenjyoho-portalsite.jp', 'www.ssk.or.jp', 'www.mhlw.go.jp', 'kouseikyoku.mhlw.go.jp',
]

/** True for an https address at one of the hosts, with neither a port nor a name or password in it. */
export function isAllowedAddress(text: string, hosts: readonly string[]): boolean {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  return url.protocol === 'https:' && hosts.includes(url.host) && url.username === '' && url.password === ''
}
