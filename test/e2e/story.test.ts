/** The main job in the browser: from the call to the redeemed letter, on two desktops, with every part real. */
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals'
import { readChallengeCode, readLetter, type ReadLetter } from '#scripts/demo/read-letter.ts'
import { ja } from '#renderer/strings/ja.ts'
import { checkPassword } from '#shared/domain/notice-password.ts'
import { defaultVerificationRule } from '#shared/domain/verification-rule.ts'
import { addressNumbers } from '#shared/domain/address-numbers.ts'
import { nameKey } from '#shared/domain/search-key.ts'
import { trackingCheckDigit } from '#shared/domain/tracking-number.ts'
import { testPassword } from '#test/support/test-desktop.ts'
import { openBrowserWorld, people, type BrowserDesk, type BrowserWorld, type Window } from './support/browser-world.ts'
import { eventually } from './support/eventually.ts'
import { approvalsPage } from './pages/approvals-page.ts'
import { callPage } from './pages/call-page.ts'
import { emailChangeDialog, noticeDialog, provisionalCodeDialog } from './pages/call-dialogs.ts'
import { guidancePage } from './pages/guidance-page.ts'
import { framePage } from './pages/frame-page.ts'
import { mailroomPage } from './pages/mailroom-page.ts'
import { requestsPage } from './pages/requests-page.ts'
import { signInPage } from './pages/sign-in-page.ts'
import { verificationPanel } from './pages/verification-panel.ts'

jest.setTimeout(90_000)

let world: BrowserWorld
let front: BrowserDesk
let back: BrowserDesk
let operator: Window
let clerk: Window
/** What a later step needs of an earlier one; a step that failed leaves the later ones failing too. */
const story = { receiptNumber: '', noticeNumber: '', letter: null as ReadLetter | null }

beforeAll(async () => {
  world = await openBrowserWorld()
  front = await world.openDesk('front')
  back = await world.openDesk('back')
  operator = await front.openWindow()
  clerk = await back.openWindow()
})
afterAll(async () => { await world?.close() })

describe('the main job', () => {
  it('lets the operator sign in and start a call with F2', async () => {
    await signInPage(operator.page).as(people.operator)
    const call = callPage(operator.page)
    await call.start()
    await call.callerName.fill('見本 電話子')
    await call.ask('Q11')
    await guidancePage(operator.page).card('Q11').getByText(ja.guidance.card.ends.notice).waitFor()
  })

  it('finds a facility by code, by address and by part of its name, by keyboard alone', async () => {
    const { page } = operator
    const { facilityCode, name, address } = world.bare
    const call = callPage(page)
    const ways = [`${facilityCode.slice(0, 2)}-${facilityCode.slice(2, 3)}-${facilityCode.slice(3)}`, address, nameKey(name).slice(0, -1)]
    await page.keyboard.press('F2')
    for (const words of ways) {
      await page.keyboard.press('ControlOrMeta+A')
      await page.keyboard.insertText(words)
      await call.results.getByRole('option').filter({ hasText: facilityCode }).waitFor()
    }
    // Before anything was compared, the list shows nothing that is to be asked.
    expect(await call.results.textContent()).not.toContain(addressNumbers(address))
    await call.find(nameKey(name).slice(0, -1), facilityCode)
    await call.facility(name).waitFor()
  })

  it('compares what the caller says; what the list does not hold counts neither way', async () => {
    const verification = verificationPanel(operator.page)
    for (const item of ['telephone', 'founder', 'manager'] as const) {
      await verification.shows(item, 'notHeld')
      expect(await verification.field(item).isDisabled()).toBe(true)
    }
    expect(await callPage(operator.page).arrangeNotice.isDisabled()).toBe(true)
    await verification.say('facilityCode', world.bare.facilityCode)
    await verification.shows('facilityCode', 'match')
    await verification.say('addressNumbers', '9999-99-99')
    await verification.shows('addressNumbers', 'mismatch')
    await operator.page.getByText(defaultVerificationRule.neutralSentence, { exact: false }).waitFor()
    await verification.say('addressNumbers', addressNumbers(world.bare.address) ?? '')
    await verification.shows('addressNumbers', 'match')
    await verification.sayNotMoved()
    await verification.comesTo('supervisor')
    await verification.panel.getByText(ja.verification.because.nothingElseHeld).waitFor()
    await verification.conclude.click()
    await verification.conclude.waitFor({ state: 'detached' })
  })

  it('reads the request back, then shows 受付番号控え once', async () => {
    const { page } = operator
    await callPage(page).arrangeNotice.click()
    const notice = noticeDialog(page)
    const readBack = (await notice.dialog.textContent()) ?? ''
    expect(readBack).toContain(world.bare.name)
    expect(readBack).toContain(world.bare.facilityCode.slice(-4))
    expect(readBack).not.toContain(world.bare.address)
    story.receiptNumber = await notice.confirm()
    story.noticeNumber = /N\d{3}-\d{6}-\d{3}/u.exec((await notice.receipt.textContent()) ?? '')?.[0] ?? ''
    expect(story.receiptNumber).toMatch(/^\d{6}$/u)
    // Neither Escape nor a key of the frame takes the number away before it was told.
    await page.keyboard.press('Escape')
    await page.keyboard.press('Alt+2')
    expect(await notice.receipt.isVisible()).toBe(true)
    await notice.told()
    expect(await page.content()).not.toContain(story.receiptNumber)
    const waiting = await page.getByRole('region', { name: ja.call.notices.heading }).textContent()
    expect(waiting).toContain(ja.requests.noticeStates.awaitingApproval)
  })

  it('records an e-mail-change request of the same call', async () => {
    const { page } = operator
    await callPage(page).recordEmailChange.click()
    const number = await emailChangeDialog(page).record({ oldEmail: 'forgotten', wanted: 'uketsuke@clinic.example.jp' })
    expect(number).not.toBe('')
    await callPage(page).end()
    await framePage(page).open('requests')
    await requestsPage(page).show('emailChange')
    await requestsPage(page).shows(number, ja.requests.emailChangeStates.noticeArranged)
  })

  it('lets the supervisor approve on a page of her own', async () => {
    const supervisor = await front.openWindow()
    await signInPage(supervisor.page).as(people.supervisor)
    await framePage(supervisor.page).open('approvals')
    const approvals = approvalsPage(supervisor.page)
    expect(await approvals.waiting(world.bare.name).textContent()).toContain(story.noticeNumber)
    await approvals.approve(world.bare.name, '一覧に電話番号・開設者・管理者が無く、番地が一致したため')
    await framePage(operator.page).open('requests')
    await requestsPage(operator.page).show('notices')
    await requestsPage(operator.page).shows(story.noticeNumber, ja.requests.noticeStates.queued)
    expect(supervisor.problems.all).toEqual([])
    await supervisor.context.close()
  })

  it('records a 仮コード request of another caller, with 未定, and gives its form as PDF', async () => {
    const { page } = operator
    await callPage(page).start()
    await callPage(page).ask('Q14')
    await callPage(page).recordProvisionalCode.click()
    const dialog = provisionalCodeDialog(page)
    await dialog.answerGuards()
    await dialog.submit.click()
    expect(await dialog.dialog.getByRole('alert').textContent()).toContain(ja.provisionalCode.errors.founderName)
    await dialog.fill({ facilityName: '見本ひかりクリニック', facilityAddress: '東京都千代田区霞が関１丁目１番１号', founder: '医療法人社団見本会', representative: '見本　太郎', contact: '090-0000-0000' })
    const number = await dialog.record()
    await callPage(page).end()
    await framePage(page).open('requests')
    await requestsPage(page).show('provisionalCode')
    expect(await requestsPage(page).row(number).textContent()).toContain(ja.general.undecided)
    const download = await requestsPage(page).downloadForm(number)
    expect(download.suggestedFilename()).toMatch(/\.pdf$/u)
    const bytes = await readFile(await download.path())
    expect(bytes.subarray(0, 5).toString('latin1')).toBe('%PDF-')
  })

  it('brings everything to central', async () => {
    await framePage(operator.page).syncNow()
    await framePage(operator.page).says(ja.status.waiting(0))
    await framePage(operator.page).says(ja.status.needsPerson(0))
  })

  it('shows the notice to the mailroom on a second desktop, and prints a challenge sheet first', async () => {
    const { page } = clerk
    await signInPage(page).as(people.mailroom)
    await framePage(page).open('mailroom')
    const mailroom = mailroomPage(page)
    const row = mailroom.queue.getByRole('row').filter({ hasText: story.noticeNumber })
    expect(await row.textContent()).toContain(ja.mailroom.ready)
    await mailroom.startLot([story.noticeNumber])
    const { printed } = back.desktop.printer
    expect(printed.length).toBe(1)
    const code = await readChallengeCode(printed[0]!.document)
    await mailroom.confirmChallenge(code === '0000' ? '1111' : '0000', 100)
    await page.getByRole('alert').filter({ hasText: ja.errors.reasons['CHALLENGE_CODE'] }).waitFor()
    expect(printed.length).toBe(1)
    clerk.problems.clear()
    await mailroom.confirmChallenge(code, 100)
    await mailroom.scanField.waitFor()
    expect(printed.length).toBe(2)
  })

  it('prints the letter once, for the address of the list, with a password no page ever shows', async () => {
    const { printed } = back.desktop.printer
    story.letter = await readLetter(printed[1]!.document)
    const plain = (words: string) => words.normalize('NFKC').replace(/\s/gu, '')
    expect(story.letter.pages).toBe(1)
    expect(checkPassword(story.letter.password).ok).toBe(true)
    expect(plain(story.letter.text)).toContain(plain(world.bare.address).slice(0, 12))
    expect(plain(story.letter.text)).toContain(plain(world.bare.name))
    expect(await clerk.page.content()).not.toContain(story.letter.password)
    expect(await world.redeem(world.bare.facilityCode, story.letter.password, story.receiptNumber)).toBe('REDEMPTION_REFUSED')
  })

  it('seals by the scanned mark and posts with the label', async () => {
    const mailroom = mailroomPage(clerk.page)
    const { scan } = ja.mailroom
    await mailroom.scan('AAAAAAAAAAAA')
    await mailroom.answers(scan.codes.unknownMark)
    await mailroom.scan(story.letter?.pieceMark ?? '')
    await mailroom.answers(scan.good.sealed)
    await mailroom.scan('123')
    await mailroom.answers(scan.codes.trackingNumberFormat)
    await mailroom.scan(`1234567890${trackingCheckDigit('1234567890')}`)
    await mailroom.answers(scan.good.posted)
    await mailroom.closeLot()
    await clerk.page.getByText(ja.mailroom.close.done).waitFor()
    await framePage(clerk.page).syncNow()
    await framePage(clerk.page).says(ja.status.waiting(0))
  })

  it('is redeemed once, and the operator sees it', async () => {
    const { page } = operator
    await framePage(page).open('requests')
    await requestsPage(page).show('notices')
    await requestsPage(page).shows(story.noticeNumber, ja.requests.noticeStates.posted)
    const password = story.letter?.password ?? ''
    const redeem = async () => await world.redeem(world.bare.facilityCode, password.toLowerCase(), story.receiptNumber)
    expect(await redeem()).toBe('redeemed')
    expect(await redeem()).toBe('REDEMPTION_REFUSED')
    await requestsPage(page).shows(story.noticeNumber, ja.requests.noticeStates.redeemed)
    const history = await requestsPage(page).openHistory(story.noticeNumber)
    expect(await history.getByRole('listitem').count()).toBeGreaterThanOrEqual(6)
    expect(await history.textContent()).toContain(people.supervisor.displayName)
  })

  it('leaves no secret in a page and nothing on a console', async () => {
    for (const { page, problems } of [operator, clerk]) {
      const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href]))
      for (const secret of [story.receiptNumber, story.letter?.password ?? 'none', testPassword]) expect(stored).not.toContain(secret)
      expect(problems.all).toEqual([])
    }
    const chains = await eventually('audit chains verify', async () => await world.test.central.admin.verifyAudit(), (found) => found.length > 0)
    expect(chains.every((chain) => chain.firstBroken === null)).toBe(true)
  })
})
