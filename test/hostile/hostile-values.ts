/** What hostile senders put into a field. Every text holds `mark`, so that it is found again wherever it turns up. */
import fc from 'fast-check'
import { changedAt, drop, pathsOf, RawJson, type Path } from './json-text.ts'

/** Stands in no record, log line or page unless a hostile request has brought it there. */
export const mark = 'zq9x'

const texts = [
  `'; drop table staff; --${mark}`, `${mark}' or '1'='1`, `" or 1=1 --${mark}`, `${mark}'); delete from session where ('1'='1`, `1; select pg_sleep(5); --${mark}`,
  `${mark}' union select password_hash from staff --`, `$$${mark}$$`, `\\'; truncate feed; --${mark}`, `%${mark}%`, `${mark}_%\\`, `{"${mark}":{"$gt":""}}`,
  `<script>alert('${mark}')</script>`, `"><img src=x onerror=alert('${mark}')>`, `<svg/onload=${mark}>`, `javascript:${mark}`, `</title><b>${mark}`, `<!--${mark}`, `&lt;${mark}&#0;`,
  `{{7*7}}${mark}`, `\${7*7}${mark}`, `<%= ${mark} %>`, `#{${mark}}`, `%s%n%x${mark}`, `{0}${mark}`, `\${jndi:ldap://x/${mark}}`, `$(touch ${mark})`, `\`${mark}\``, `;${mark}|cat /etc/passwd`,
  `../../../etc/passwd${mark}`, `..\\..\\${mark}`, `file:///etc/passwd?${mark}`, `http://169.254.169.254/${mark}`, `=cmd|'/c calc'!A0${mark}`, `@sum(${mark})`,
  `${mark}\u0000`, `\u0000${mark}`, `${mark}\ud800`, `\udc00${mark}`, `${mark}\ufffe\uffff`, `\u202e${mark}\u202c`, `${mark}\u200b\u200d\u2060`, `\ufeff${mark}`, `${mark}\u0001\u001b[31m\u007f`,
  `${mark}\r\nset-cookie: x=1`, `${mark}\u2028\u2029`, `${mark}𠮷﨑\u{e0100}`, `${mark}${'\u0301'.repeat(300)}`, `${mark}ﷺ`.repeat(20), mark.repeat(30), mark.repeat(20_000),
  `２０２６－１０－０５${mark}`, `null${mark}`, `[object Object]${mark}`, `${mark}@example.jp`, `0x41${mark}`,
] as const

const numbers = [
  0, -1, 1, 2, 3, 0.5, 1e-7, 127, 128, 32_767, 32_768, 65_536, 2 ** 31 - 1, 2 ** 31, -(2 ** 31) - 1, 2 ** 32, 2 ** 53 - 1, 2 ** 53, -(2 ** 53), 2 ** 63, 1e21, 1e308, -1e308, Number.MIN_VALUE,
] as const
const numberTexts = ['-0', '1e400', '-1e400', '9223372036854775808', '123456789012345678901234567890', '1.0000000000000000000001', '1E0'] as const
/** No JSON at all. */
const brokenTexts = ['NaN', 'Infinity', '-', '01', '0x10', '+1', '.5', "'x'", 'undefined', '{a:1}', '[1,]', '"\\x41"', '"\n"', '/**/1', ''] as const
const shortTexts = ['', ' ', '0', 'true', 'null', 'NaN', '__proto__', 'constructor', 'toString', '.', '..', '-', '_', '%', "'", '1970-01-01T00:00:00.000Z', '0000-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z',
  '2026-02-30', '0000-01-01', '9999-12-31', '+275760-09-13T00:00:00.000Z', '2026-10-05T25:61:61.000Z', '00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff', '0000000000', '9999999999'] as const

const deep = (depth: number, open: string, close: string): RawJson => new RawJson(`${open.repeat(depth)}1${close.repeat(depth)}`)
const poisoned = [
  new RawJson(`{"__proto__":{"isAdmin":true,"role":"administrator"},"x":"${mark}"}`), new RawJson(`{"constructor":{"prototype":{"role":"administrator"}},"x":"${mark}"}`),
  new RawJson('{"hasOwnProperty":1,"toString":1,"valueOf":null,"then":"x"}'), new RawJson('{"toJSON":"x","length":1e9}'), new RawJson(`{"a":1,"a":2,"a":{"b":"${mark}"}}`),
]

/** A single value, to stand where another one was. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 10, arbitrary: fc.constantFrom<unknown>(...texts) },
  { weight: 4, arbitrary: fc.constantFrom<unknown>(...numbers) },
  { weight: 2, arbitrary: fc.constantFrom(...numberTexts).map((text) => new RawJson(text)) },
  { weight: 4, arbitrary: fc.constantFrom<unknown>(...shortTexts) },
  { weight: 2, arbitrary: fc.constantFrom<unknown>(null, true, false, [], {}, [[]], [null], [{}], { '': '' }, [mark, mark], { [mark]: mark }, { length: 1 }) },
  { weight: 2, arbitrary: fc.constantFrom<unknown>(...poisoned) },
  { weight: 1, arbitrary: fc.tuple(fc.constantFrom(41, 200, 2000, 9000), fc.boolean()).map(([depth, isList]) => (isList ? deep(depth, '[', ']') : deep(depth, '{"a":', '}'))) },
  { weight: 1, arbitrary: fc.constantFrom(500, 5000).map((count) => new Array<string>(count).fill(mark)) },
  { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
)

export const hostileText: fc.Arbitrary<string> = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...texts) }, { weight: 1, arbitrary: fc.constantFrom(...shortTexts) })
export const brokenJson: fc.Arbitrary<string> = fc.constantFrom(...brokenTexts)
/** Texts a record may hold: whatever it says, it is only text. */
export const storableTexts: readonly string[] = texts.filter((text) => text.isWellFormed() && !text.includes('\u0000') && text.length <= 400)

type Change = (former: unknown) => unknown
const extraKeys = ['__proto__', 'constructor', 'isAdmin', 'role', 'staffId', 'version', '$where', mark] as const
const withKey = (former: unknown, text: string): unknown => (typeof former === 'object' && former !== null && !Array.isArray(former) && !(former instanceof RawJson) ? { ...former, '': new RawJson(text) } : new RawJson(`{${text}}`))

const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 12, arbitrary: hostileValue.map((value): Change => () => value) },
  { weight: 1, arbitrary: fc.constant<Change>(() => drop) },
  { weight: 1, arbitrary: fc.constant<Change>((former) => [former]) },
  { weight: 1, arbitrary: fc.constant<Change>((former) => (Array.isArray(former) ? { ...(former as unknown[]) } : typeof former === 'object' && former !== null ? Object.values(former) : String(former))) },
  { weight: 1, arbitrary: fc.constant<Change>((former) => (typeof former === 'string' ? `${former}${mark}` : typeof former === 'number' ? String(former) : former)) },
  { weight: 2, arbitrary: fc.tuple(fc.constantFrom(...extraKeys), hostileText).map(([key, text]): Change => (former) => withKey(former, `${JSON.stringify(key)}:${JSON.stringify(text)}`)) },
  { weight: 1, arbitrary: hostileText.map((text): Change => (former) => {
    const [key = mark] = typeof former === 'object' && former !== null ? Object.keys(former) : []
    return withKey(former, `${JSON.stringify(key)}:${JSON.stringify(text)}`)
  }) },
  { weight: 1, arbitrary: brokenJson.map((text): Change => () => new RawJson(text)) },
)

/** A right-shaped value with one to three places changed. */
export function spoiled(shaped: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.tuple(shaped, fc.constantFrom(1, 1, 1, 2, 3).chain((times) => fc.array(fc.tuple(fc.nat(100_000), change), { minLength: times, maxLength: times }))).map(([value, changes]) => {
    let result = value
    for (const [index, how] of changes) {
      const paths = pathsOf(result)
      // The whole is seldom what is changed: behind it nothing would be looked at.
      const path: Path = paths[index % paths.length] ?? []
      const next = changedAt(result, path, how)
      if (next !== drop) result = next
    }
    return result
  })
}
