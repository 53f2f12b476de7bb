import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { FacilityHistory, HeldFacility } from '#shared/domain/verification.ts'
import { compareItem, verificationItems } from '#shared/domain/verification.ts'

const held: HeldFacility = {
  facilityCode: '1810117059',
  name: '医療法人社団　慶香会　坂野産科婦人科',
  address: '福井市中央２丁目１番３８号　見本ビル２階',
  telephone: '0776-23-2640',
  founder: '医療法人社団慶香会　理事長　坂野　太郎',
  manager: '渡邉　花子',
}
const bare: HeldFacility = { ...held, telephone: null, founder: null, manager: null }

describe('the facility code', () => {
  it.each([
    ['1810117059', 'match', undefined],
    ['１８-１-０１・1705,9', 'match', undefined],
    ['0117059', 'close', 'sevenDigitsOnly'],
    ['1810117058', 'close', 'lastDigitsDiffer'],
    ['1820117059', 'close', 'oneDigitDiffers'],
    ['8110117059', 'close', 'digitsSwapped'],
    ['1310110098', 'mismatch', 'differs'],
    ['18101170', 'mismatch', 'lengthDiffers'],
    ['あ', 'mismatch', 'notANumber'],
    [' ', 'notAsked', undefined],
  ] as const)('%p: %s %s', (spoken, result, reason) => {
    expect(compareItem('facilityCode', spoken, held)).toEqual({ item: 'facilityCode', result, ...(reason === undefined ? {} : { reason }) })
  })

  it('of a predecessor is close', () => {
    expect(compareItem('facilityCode', '1810110013', held, { formerCodes: ['1810110013'] })).toMatchObject({ result: 'close', reason: 'formerCode' })
  })
})

describe('the numbers of the address', () => {
  it.each([
    ['2-1-38', 'match', undefined],
    ['２の１の３８', 'match', undefined],
    ['2 1 38', 'match', undefined],
    ['二丁目一番三十八号', 'match', undefined],
    ['2-1-38-2', 'match', undefined],
    ['2-1', 'close', 'partMissing'],
    ['38', 'close', 'partMissing'],
    ['2-1-38-5', 'close', 'partTooMany'],
    ['1-2-38', 'close', 'orderDiffers'],
    ['2-1-39', 'close', 'oneDigitDiffers'],
    ['3-2-38', 'mismatch', 'differs'],
    ['5-6', 'mismatch', 'lengthDiffers'],
    ['わからない', 'mismatch', 'notANumber'],
    ['', 'notAsked', undefined],
  ] as const)('%p: %s %s', (spoken, result, reason) => {
    expect(compareItem('addressNumbers', spoken, held)).toEqual({ item: 'addressNumbers', result, ...(reason === undefined ? {} : { reason }) })
  })

  it('count neither way where the address has none', () => {
    const kyoto = { ...held, address: '京都市中京区堀川通錦上ル西側' }
    expect(compareItem('addressNumbers', '1-2', kyoto)).toMatchObject({ result: 'notHeld' })
    expect(compareItem('addressNumbers', null, kyoto)).toMatchObject({ result: 'notHeld' })
  })
})

describe('the telephone', () => {
  it.each([
    ['0776232640', 'match', undefined],
    ['０７７６（２３）２６４０', 'match', undefined],
    ['+81 776 23 2640', 'match', undefined],
    ['23-2640', 'close', 'areaCodeMissing'],
    ['0776232641', 'close', 'lastDigitsDiffer'],
    ['0776232604', 'close', 'digitsSwapped'],
    ['0775232640', 'close', 'oneDigitDiffers'],
    ['0776239999', 'mismatch', 'lastDigitsDiffer'],
    ['0312345678', 'mismatch', 'differs'],
    ['077623264', 'mismatch', 'lengthDiffers'],
    ['', 'notAsked', undefined],
  ] as const)('%p: %s %s', (spoken, result, reason) => {
    expect(compareItem('telephone', spoken, held)).toEqual({ item: 'telephone', result, ...(reason === undefined ? {} : { reason }) })
  })

  it('the list does not hold counts neither way, asked or not', () => {
    for (const item of ['telephone', 'founder', 'manager'] as const) {
      expect(compareItem(item, '何か', bare)).toEqual({ item, result: 'notHeld' })
      expect(compareItem(item, null, bare)).toEqual({ item, result: 'notHeld' })
    }
  })

  it('from before is told apart', () => {
    expect(compareItem('telephone', '0776-11-1111', held, { formerTelephones: ['0776111111'] })).toMatchObject({ reason: 'formerTelephone' })
  })
})

describe('founder and manager', () => {
  it.each([
    ['医療法人社団慶香会　理事長　坂野太郎', 'match', undefined],
    ['医療法人社団慶香会', 'match', undefined],
    ['慶香会 坂野太郎', 'close', 'partOfName'],
    ['坂野太郎', 'match', undefined],
    ['理事長の坂野太郎さん', 'match', undefined],
    ['慶香会', 'match', undefined],
    ['医療法人慶香会', 'match', undefined],
    ['坂野', 'close', 'surnameOnly'],
    ['医療法人社団慶香会 坂本', 'close', 'partOfName'],
    ['坂野　太郎', 'match', undefined],
    ['坂野先生', 'close', 'surnameOnly'],
    ['坂野太朗', 'close', 'spellingDiffers'],
    ['医療法人社団', 'mismatch', 'nameDiffers'],
    ['理事長', 'notAsked', undefined],
    ['山本次郎', 'mismatch', 'nameDiffers'],
    ['さかのたろう', 'notAsked', 'kanaNotComparable'],
    ['', 'notAsked', undefined],
  ] as const)('%p as the founder: %s %s', (spoken, result, reason) => {
    expect(compareItem('founder', spoken, held)).toEqual({ item: 'founder', result, ...(reason === undefined ? {} : { reason }) })
  })

  it('fold variant kanji of the manager', () => {
    expect(compareItem('manager', '渡辺花子', held).result).toBe('match')
    expect(compareItem('manager', '院長　渡邊　花子', held).result).toBe('match')
    expect(compareItem('manager', '院長の渡邊花子先生', held).result).toBe('match')
  })

  it('from history are close, with the reason', () => {
    const history: FacilityHistory = { formerFounders: ['鈴木　一郎'], formerManagers: ['佐藤　次郎'] }
    expect(compareItem('founder', '鈴木一郎', held, history)).toMatchObject({ result: 'close', reason: 'formerFounder' })
    expect(compareItem('manager', '佐藤次郎', held, history)).toMatchObject({ result: 'close', reason: 'formerManager' })
  })
})

describe('name and town', () => {
  const say = (name: string, town: string, history?: FacilityHistory) => compareItem('nameAndTown', { name, town }, held, history)

  it('match without the legal person, in any spacing', () => {
    expect(say('坂野産科婦人科', '福井市').result).toBe('match')
    expect(say('医療法人社団慶香会坂野産科婦人科', '福井県福井市中央').result).toBe('match')
  })

  it('are close where nearly right, formerly right, or right by sound', () => {
    expect(say('坂野産科婦人料', '福井市')).toMatchObject({ result: 'close', reason: 'spellingDiffers' })
    expect(say('坂野産科', '福井市')).toMatchObject({ result: 'close', reason: 'partOfName' })
    expect(say('旧見本医院', '福井市', { formerNames: ['旧見本医院'] })).toMatchObject({ result: 'close', reason: 'formerName' })
    expect(say('さかのさんかふじんか', '福井市', { nameReadings: ['サカノサンカフジンカ'] })).toMatchObject({ result: 'close', reason: 'readingOnly' })
  })

  it('are wrong in another town or by another name', () => {
    expect(say('坂野産科婦人科', '鯖江市')).toMatchObject({ result: 'mismatch', reason: 'townDiffers' })
    expect(say('山田医院', '福井市')).toMatchObject({ result: 'mismatch', reason: 'nameDiffers' })
    expect(say('坂野産科婦人科', '')).toMatchObject({ result: 'notAsked', reason: 'townMissing' })
    expect(say('', '福井市')).toMatchObject({ result: 'notAsked' })
  })
})

describe('a name said after its town', () => {
  it('is compared without the town, however short it is', () => {
    const short = { ...held, name: '林医院', address: '見本市中央町３－４' }
    const say = (name: string, town = '見本市中央町') => compareItem('nameAndTown', { name, town }, short)
    expect(say('見本市中央町の林医院').result).toBe('match')
    expect(say('見本市中央町　林医院').result).toBe('match')
    expect(say('見本市中央町の森医院')).toMatchObject({ result: 'mismatch' })
    expect(say('見本市中央町')).toMatchObject({ result: 'mismatch' })
  })
})

describe('moved recently', () => {
  it('is right when it is no', () => {
    expect(compareItem('movedRecently', 'no', held).result).toBe('match')
    expect(compareItem('movedRecently', 'yes', held)).toMatchObject({ result: 'mismatch', reason: 'moved' })
    expect(compareItem('movedRecently', null, held).result).toBe('notAsked')
  })
})

describe('every comparison', () => {
  it('of what is held with itself matches', () => {
    for (const item of ['facilityCode', 'telephone', 'founder', 'manager'] as const) {
      expect(compareItem(item, held[item], held).result).toBe('match')
    }
    expect(compareItem('addressNumbers', held.address, held).result).toBe('match')
    expect(compareItem('nameAndTown', { name: held.name, town: held.address }, held).result).toBe('match')
  })

  it('says nothing of what was said or held', () => {
    const spoken = fc.string({ unit: 'binary' })
    fc.assert(
      fc.property(spoken, (text) => {
        const results = (['facilityCode', 'addressNumbers', 'telephone', 'founder', 'manager'] as const).map((item) => compareItem(item, text, held))
        return results.every(
          (result) => Object.keys(result).every((key) => ['item', 'result', 'reason'].includes(key)) && /^[a-zA-Z]*$/u.test(result.reason ?? ''),
        )
      }),
    )
  })

  it('of random digits never matches a number by chance rules', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9_999_999_999 }), (value) => {
        const digits = String(value).padStart(10, '0')
        const isRight = digits === '0776232640'
        return (compareItem('telephone', digits, held).result === 'match') === isRight
      }),
    )
  })

  it('of numbers is symmetric in how they are written, and the same for what is written in its normal form', () => {
    const number = fc.integer({ min: 1, max: 9999 })
    const lot = fc.tuple(number, number, number)
    const written: readonly ((lot: readonly number[]) => string)[] = [
      (parts) => parts.join('-'), (parts) => parts.join('の'), ([chome, block, house]) => `見本市中央${chome}丁目${block}番${house}号`,
      (parts) => `見本市中央${parts.join('－')}`,
    ]
    const said = [...written, (parts: readonly number[]) => parts.join(' ')]
    fc.assert(
      fc.property(lot, lot, fc.constantFrom(...said), fc.constantFrom(...written), (left, right, spokenAs, heldAs) => {
        const compared = (spoken: readonly number[], address: readonly number[]) => compareItem('addressNumbers', spokenAs(spoken), { ...held, address: `見本市中央${heldAs(address)}` }).result
        const isEqual = left.join('-') === right.join('-')
        return compared(left, left) === 'match' && (compared(left, right) === 'match') === isEqual && (compared(right, left) === 'match') === isEqual
      }),
    )
  })

  it('not asked is said for each item', () => {
    expect(verificationItems.map((item) => compareItem(item, null, held).result)).toEqual(verificationItems.map(() => 'notAsked'))
  })
})
