/** The part of an address that may be shown before a caller was verified: without prefecture and 番地. */

/** Where the lot begins: the first digit of any width, or a kanji numeral before 丁目/番/条/線/号. 京都's 上ル/東入 counts as lot. */
const lotStart = /[0-9０-９]|[〇一二三四五六七八九十百]+(?=丁目|番|条|線|号|－|-|の)|[（(].*[）)]|.{0,3}(?:上る|上ル|下る|下ル|東入|西入)/u

/** 横浜市金沢区福浦三丁目９番地 → 横浜市金沢区福浦. An address without any number is cut after its municipality. */
export const addressTown = (address: string, prefectureName = ''): string => {
  const plain = (prefectureName !== '' && address.startsWith(prefectureName) ? address.slice(prefectureName.length) : address).trim()
  const start = plain.search(lotStart)
  if (start > 0) return plain.slice(0, start).replace(/(?:大字|字)$/u, '').trim()
  const municipality = /^.{1,8}?(?:郡.{1,6}?[町村]|市.{1,4}?区|[市区町村])/u.exec(plain)
  return municipality?.[0] ?? ''
}
