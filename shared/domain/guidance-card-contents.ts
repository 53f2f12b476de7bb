/** What must never stand in a guidance card, whoever published it: anything personal, a password, a way out of the pages we know (domain §4). */
import { allowedGuidanceHosts, isAllowedAddress } from './allowed-hosts.ts'

const written = /https?:\/\/[^\s「」『』（）()<>、。]+/giu
const bareHost = /(?<![@\w.-])(?:[a-z0-9-]+\.)+(?:jp|com|net|org|info|biz|io|me|co|app|dev|link|site|xyz|ly|gg|to)(?![\w-])/giu

function strangeAddress(text: string): string | null {
  const addresses = text.match(written) ?? []
  const other = addresses.find((address) => !isAllowedAddress(address, allowedGuidanceHosts))
  if (other !== undefined) return other
  return text.replace(written, ' ').match(bareHost)?.find((host) => !allowedGuidanceHosts.includes(host.toLowerCase())) ?? null
}

/** 090, 080, 070 … of a person; 0800 is the helpline's. */
const mobileNumber = /(?<!\d)0[789]0[-\s]?[1-9]\d{3}[-\s]?\d{4}(?!\d)/u
const facilityCode = /(?<![\d-])(?:0[1-9]|[1-4]\d)[1346]\d{7}(?![\d-])/u
const noticePassword = /(?<![A-Z0-9])[A-HJKMNP-RT-Y346789]{4}(?:[- ][A-HJKMNP-RT-Y346789]{4}){3}(?![A-Z0-9])/u
const toldPassword = /(?:パスワード|暗証番号|受付番号控え)\s*[:=はが]\s*[「"']?[!-~]{4,}/u
const mailAddress = /[\w.+-]@[\w-]/u

const rules: readonly { readonly finds: (folded: string, text: string) => boolean; readonly sentence: string }[] = [
  { finds: (folded) => mailAddress.test(folded), sentence: 'メールアドレスは書けません。だれのものでも消してください' },
  { finds: (folded) => mobileNumber.test(folded), sentence: '携帯電話の番号は書けません。消してください' },
  { finds: (folded) => facilityCode.test(folded), sentence: '医療機関等コードと思われる10桁の数字は書けません。施設を特定できる情報は消してください' },
  { finds: (folded) => noticePassword.test(folded) || toldPassword.test(folded), sentence: 'パスワードや番号と思われる文字は書けません。消してください' },
  { finds: (_folded, text) => /[\p{Co}\p{Cn}\p{Cs}\ufffd]|[\p{Cc}\p{Cf}]/u.test(text.replace(/\n/gu, '')), sentence: '表示できない文字（外字など）があります。ほかの文字にしてください' },
]

/** What is wrong with one line of a card's text: sentences without their place; empty = nothing. */
export function forbiddenInCard(text: string): string[] {
  const folded = text.normalize('NFKC')
  const found = rules.filter((rule) => rule.finds(folded, text)).map(({ sentence }) => sentence)
  const address = strangeAddress(folded)
  if (address !== null) found.push(`「${address}」は案内できるアドレスではありません。https:// で始まる ${allowedGuidanceHosts.join('、')} のページだけが使えます`)
  return found
}
