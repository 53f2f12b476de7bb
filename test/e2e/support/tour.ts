/**
 * Every screen of the page in a state as in a working day, one after another: looked at by the tests of accessibility and
 * layout, and photographed for people. Needs a world of its own: it fills the desks with calls and notices.
 */
import type { Page } from 'playwright-core'
import { todayInJapan } from '#renderer/strings/dates.ts'
import { ja } from '#renderer/strings/ja.ts'
import { addressNumbers } from '#shared/domain/address-numbers.ts'
import { trackingCheckDigit } from '#shared/domain/tracking-number.ts'
import { challengeCodeOn, readLetter } from '#test/support/memory-printer.ts'
import { requestedNotice } from '#test/support/test-office.ts'
import { testPassword } from '#test/support/test-desktop.ts'
import { alertsPage } from '../pages/alerts-page.ts'
import { approvalsPage } from '../pages/approvals-page.ts'
import { callPage } from '../pages/call-page.ts'
import { callbacksPage } from '../pages/callbacks-page.ts'
import { documentsPage } from '../pages/documents-page.ts'
import { emailChangeDialog, noticeDialog, promiseDialog, provisionalCodeDialog } from '../pages/call-dialogs.ts'
import { facilitySearch } from '../pages/facility-search.ts'
import { facilityListsPage } from '../pages/facility-lists-page.ts'
import { framePage } from '../pages/frame-page.ts'
import { mailroomPage } from '../pages/mailroom-page.ts'
import { requestsPage } from '../pages/requests-page.ts'
import { signInPage } from '../pages/sign-in-page.ts'
import { verificationPanel } from '../pages/verification-panel.ts'
import { tourCardPublication, tourGuidance, tourGuidanceDocuments } from './tour-guidance.ts'
import { tourEnrolment } from './tour-enrolment.ts'
import { tourLock } from './tour-lock.ts'
import { tourRejected } from './tour-rejected.ts'
import { tourCases, tourOpening, tourRequestCases, tourWantedEmail } from './tour-requests.ts'
import { people, type BrowserDesk, type BrowserWorld, type Window } from './browser-world.ts'

/** Called with each state: `name` is fit for a file name. */
export type Visit = (name: string, page: Page) => Promise<void>

const label = (first10: string) => `${first10}${trackingCheckDigit(first10)}`

/** Notices of an ordinary morning, asked for over the contract: some to print, one for the supervisor. */
const fillQueue = async (world: BrowserWorld, desk: BrowserDesk): Promise<void> => {
  const client = await desk.desktop.signedIn(people.operator.staffId)
  for (let count = 0; count < 6; count += 1) await requestedNotice(client, world.nextFacility())
  await requestedNotice(client, world.bare)
  // Promised for this very moment: late by the time anybody looks.
  const { callId } = await client.calls.start({})
  await client.calls.save({ callId, callerName: '例示 約束子', outcome: 'disconnected' })
  await client.callbacks.promise({ callId, facilityCode: world.bare.facilityCode, kind: 'promised', target: 'told', telephone: '03-0111-3333', about: '通知書の再送について折り返す', dueAt: new Date(Date.now() + 1500).toISOString() })
  await client.calls.finish({ callId })
  await client.session.signOut({})
  await desk.desktop.sync()
}

const tourSignIn = async ({ page, problems }: Window, visit: Visit) => {
  const signIn = signInPage(page)
  await signIn.submit.waitFor()
  await visit('sign-in', page)
  await signIn.attempt(people.operator.staffId, 'wrong-password-1')
  await signIn.alert.waitFor()
  await visit('sign-in-refused', page)
  problems.clear()
  await signIn.as(people.operator)
}

const tourCall = async (world: BrowserWorld, { page }: Window, visit: Visit) => {
  const call = callPage(page)
  const verification = verificationPanel(page)
  await page.getByText(ja.call.start.lead).waitFor()
  await visit('call-none', page)
  await call.start()
  await tourGuidance(page, visit)
  await call.callerName.fill('見本 電話子')
  await call.notes.fill('担当者が替わり、前任の方のアドレスが分からないとのこと。')
  await call.search.fill('クリニック')
  await call.results.getByRole('option').nth(8).waitFor()
  await visit('call-search', page)
  await page.keyboard.press('Alt+P')
  await facilitySearch(page).picker.waitFor()
  await visit('call-prefecture', page)
  await page.keyboard.insertText('13')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Alt+I')
  await call.results.getByRole('option').filter({ hasText: '東京都' }).first().waitFor()
  await visit('call-search-narrowed', page)
  await page.keyboard.press('Alt+0')
  await call.search.fill('1318814791')
  await page.getByText(ja.call.search.codeWrong, { exact: false }).waitFor()
  await visit('call-code-hint', page)
  const facility = world.nextFacility()
  await call.find(facility.facilityCode, facility.facilityCode)
  await verification.shows('facilityCode', 'match')
  await verification.say('addressNumbers', addressNumbers(facility.address) ?? '')
  await verification.shows('addressNumbers', 'match')
  await verification.sayNotMoved()
  await verification.shows('movedRecently', 'match')
  await verification.say('telephone', '03-0000-0000')
  await verification.shows('telephone', 'mismatch')
  // Being typed: not compared yet.
  await verification.field('founder').fill(facility.founder ?? '')
  await visit('call-verifying', page)
  await verification.say('telephone', facility.telephone ?? '')
  await verification.comesTo('passed')
  await call.saved.waitFor()
  await visit('call-verified', page)
  await verification.conclude.click()
  await call.arrangeNotice.and(page.locator(':enabled')).click()
  await visit('call-notice-read-back', page)
  const notice = noticeDialog(page)
  await notice.confirm()
  await visit('call-receipt-number', page)
  await notice.told()
  await call.recordEmailChange.click()
  await page.getByRole('dialog').getByRole('radio').last().check()
  await visit('call-email-change', page)
  await tourWantedEmail(page, visit)
  await emailChangeDialog(page).record({ oldEmail: 'forgotten', wanted: 'uketsuke@clinic.example.jp' })
  await visit('call-recorded', page)
  await call.recordProvisionalCode.click()
  const provisional = provisionalCodeDialog(page)
  await provisional.answerGuards()
  await provisional.submit.click()
  await page.getByRole('dialog').getByRole('alert').waitFor()
  await visit('call-provisional-code-missing', page)
  await provisional.fill({ facilityName: '見本ひかりクリニック', facilityAddress: '東京都千代田区霞が関１丁目１番１号', founder: '医療法人社団見本会', representative: '見本　太郎', contact: '090-0000-0000' })
  await visit('call-provisional-code', page)
  await tourOpening(page, visit)
  await provisional.record()
  await call.promiseCallback.click()
  await promiseDialog(page).dialog.waitFor()
  await visit('call-promise', page)
  await promiseDialog(page).promise({ due: 'halfHour', about: '通知書が届いたかを確かめる', telephone: '03-0111-2222' })
  await call.finish.click()
  await call.finishDialog.waitFor()
  await visit('call-finish', page)
  await page.keyboard.press('Escape')
  await call.finishDialog.waitFor({ state: 'detached' })
  await call.end()
}

/** Two callers on hold, one at hand whose numbers do not agree, a third that rings; a slip written by hand; a letter against the guidance. */
const tourCourse = async (world: BrowserWorld, desk: BrowserDesk, { page }: Window, visit: Visit) => {
  const call = callPage(page)
  const verification = verificationPanel(page)
  await call.start()
  await call.callerName.fill('見本 保留子')
  const facility = world.nextFacility()
  await call.find(facility.facilityCode, facility.facilityCode)
  await verification.shows('facilityCode', 'match')
  await call.park('院長に代わるのを待っています')
  await call.start()
  await call.callerName.fill('例示 保留太')
  await call.park('')
  await visit('call-parked', page)
  await call.start()
  await call.callerName.fill('見本 理由子')
  await call.ask('Q12')
  const other = world.nextFacility()
  await call.find(other.facilityCode, other.facilityCode)
  await verification.shows('facilityCode', 'match')
  desk.desktop.backend.incomingCall(other.telephone ?? '')
  await page.getByRole('alert', { name: ja.call.incoming.label }).waitFor()
  await visit('call-incoming', page)
  await page.keyboard.press('Escape')
  await page.getByRole('alert', { name: ja.call.incoming.label }).waitFor({ state: 'detached' })
  await verification.say('addressNumbers', addressNumbers(other.address) ?? '')
  await verification.sayNotMoved()
  await verification.say('telephone', other.telephone ?? '')
  await verification.comesTo('passed')
  await verification.conclude.click()
  await call.arrangeWithReason.click()
  await noticeDialog(page).overrideReason.waitFor()
  await visit('call-override', page)
  await page.keyboard.press('Escape')
  await noticeDialog(page).dialog.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: ja.call.search.addAnother }).click()
  const wrong = world.nextFacility()
  await call.find(wrong.facilityCode, wrong.facilityCode)
  await verification.shows('facilityCode', 'match')
  for (const said of ['999-99', '998-98']) {
    await verification.say('addressNumbers', said)
    await verification.shows('addressNumbers', 'mismatch')
  }
  await verification.comesTo('callback')
  await verification.conclude.click()
  await page.getByRole('button', { name: ja.callbacks.promise.actionVerification }).waitFor()
  await visit('call-callback', page)
  await page.getByRole('button', { name: ja.callbacks.promise.actionVerification }).click()
  await promiseDialog(page).dialog.waitFor()
  await visit('call-promise-verification', page)
  await promiseDialog(page).promise({ due: 'hour', about: '登録情報の確認' })
  await call.end()
  await call.resume('見本 保留子')
  await call.end({ outcome: 'disconnected' })
  await call.resume('例示 保留太')
  await call.end({ outcome: 'disconnected' })
  await call.enterPaperSlip.click()
  await page.getByRole('dialog', { name: ja.call.paperSlip.title }).waitFor()
  await visit('call-paper-slip-times', page)
  await page.keyboard.press('Escape')
  const [year, month, day] = todayInJapan(new Date(Date.now() - 86_400_000)).split('-').map(Number) as [number, number, number]
  await call.paperSlip({ year: `R${year - 2018}`, month: String(month), day: String(day), from: '0905', until: '0920' })
  await visit('call-paper-slip', page)
  await call.end({ outcome: 'guided' })
}

const tourCallbacks = async ({ page }: Window, visit: Visit) => {
  const callbacks = callbacksPage(page)
  await framePage(page).open('callbacks')
  await callbacks.row('通知書が届いたかを確かめる').waitFor()
  await visit('callbacks', page)
  const dialog = await callbacks.open('登録情報の確認', 'finish')
  await dialog.getByRole('radio', { name: ja.callbacks.finish.yes, exact: true }).check()
  await visit('callbacks-finish', page)
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  const attempt = await callbacks.open('通知書が届いたかを確かめる', 'attempt')
  await visit('callbacks-attempt', page)
  await page.keyboard.press('Escape')
  await attempt.waitFor({ state: 'detached' })
  await callbacks.show('addressWaits')
  await page.getByText(ja.callbacks.waits.lead).waitFor()
  await visit('callbacks-address-waits', page)
}

const tourFrame = async ({ page }: Window, visit: Visit) => {
  const frame = framePage(page)
  await page.keyboard.press('Control+K')
  await frame.palette.waitFor()
  await visit('palette', page)
  await page.keyboard.press('Escape')
  await page.keyboard.press('F1')
  await frame.cheatSheet.waitFor()
  await visit('keys', page)
  await page.keyboard.press('Escape')
  await frame.cheatSheet.waitFor({ state: 'detached' })
}

const tourRequests = async ({ page }: Window, visit: Visit) => {
  const requests = requestsPage(page)
  await framePage(page).open('requests')
  await requests.row(ja.requests.noticeStates.queued).first().waitFor()
  await visit('requests-notices', page)
  const number = /N\d{3}-\d{6}-\d{3}/u.exec((await requests.row(ja.requests.noticeStates.queued).first().textContent()) ?? '')?.[0] ?? ''
  await requests.openHistory(number)
  await visit('requests-history', page)
  await page.keyboard.press('Escape')
  await requests.openPreview(number)
  await visit('requests-preview', page)
  await page.keyboard.press('Escape')
  await requests.show('emailChange')
  await requests.row('uketsuke@').first().waitFor()
  await visit('requests-email-change', page)
  await requests.show('provisionalCode')
  await requests.row('見本ひかりクリニック').first().waitFor()
  await visit('requests-provisional-code', page)
  await page.getByRole('button', { name: new RegExp(`^${ja.requests.move}`, 'u') }).first().click()
  await page.getByRole('dialog').getByLabel(ja.requests.moveTo).waitFor()
  await visit('requests-move', page)
  await page.keyboard.press('Escape')
  await tourRequestCases(page, visit)
  await framePage(page).open('rejected')
  await page.getByText(ja.rejected.empty).waitFor()
  await visit('rejected-empty', page)
}

const tourApprovals = async (world: BrowserWorld, { page }: Window, visit: Visit) => {
  await signInPage(page).as(people.supervisor)
  await framePage(page).open('approvals')
  const approvals = approvalsPage(page)
  await approvals.waiting(world.bare.name).waitFor()
  await visit('approvals', page)
  await approvals.openDecision(world.bare.name)
  await visit('approvals-decide', page)
}

const tourMailroom = async (world: BrowserWorld, desk: BrowserDesk, { page, problems }: Window, visit: Visit) => {
  const mailroom = mailroomPage(page)
  await signInPage(page).as(people.mailroom)
  await framePage(page).open('mailroom')
  const boxes = mailroom.queue.getByRole('row').filter({ hasText: ja.mailroom.ready })
  await boxes.nth(4).waitFor()
  const lines = await boxes.allTextContents()
  const codes = lines.flatMap((line) => /\d{10}/u.exec(line)?.[0] ?? [])
  const numbers = lines.flatMap((line) => /N\d{3}-\d{6}-\d{3}/u.exec(line)?.[0] ?? []).slice(0, 4)
  for (const number of numbers) await mailroom.queue.getByRole('checkbox', { name: ja.mailroom.select(number) }).check()
  await visit('mailroom-queue', page)
  await mailroom.startLot(numbers)
  await visit('mailroom-challenge', page)
  const { printed } = desk.desktop.printer
  await mailroom.confirmChallenge(await challengeCodeOn(printed.at(-1)!), 100)
  await mailroom.scanField.waitFor()
  await mailroom.scan((await readLetter(printed.at(-1)!, 1)).pieceMark)
  await mailroom.answers(ja.mailroom.scan.good.sealed)
  await visit('mailroom-sealed', page)
  await mailroom.scan(label('1234567890'))
  await mailroom.answers(ja.mailroom.scan.good.posted)
  const second = await readLetter(printed.at(-1)!, 2)
  // Somebody has read it, and tries its password before it is posted: a supervisor is called.
  await world.redeem(codes[1]!, second.password, '000000')
  await mailroom.scan(second.pieceMark)
  await mailroom.answers(ja.mailroom.scan.good.sealed)
  await mailroom.scan('12345')
  await mailroom.answers(ja.mailroom.scan.codes.trackingNumberFormat)
  await visit('mailroom-scan-refused', page)
  await mailroom.scan(label('1234567891'))
  await mailroom.answers(ja.mailroom.scan.good.posted)
  await mailroom.scan((await readLetter(printed.at(-1)!, 4)).pieceMark)
  await mailroom.stopScreen.waitFor()
  await visit('mailroom-stopped', page)
  await page.keyboard.press('F8')
  await mailroom.stopScreen.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: ja.mailroom.close.action }).click()
  await page.getByRole('dialog', { name: ja.mailroom.close.question }).waitFor()
  await visit('mailroom-close', page)
  await page.keyboard.press('Escape')
  await mailroom.closeLot()
  await page.getByText(ja.mailroom.close.destroyLead).waitFor()
  await visit('mailroom-destroying', page)
  await mailroom.destroy(2, { staffId: people.supervisor.staffId, password: testPassword })
  await mailroom.answers(people.supervisor.staffId)
  await visit('mailroom-closed', page)
  await page.getByRole('button', { name: ja.mailroom.close.report }).click()
  await page.getByRole('img', { name: ja.mailroom.document.page(1) }).waitFor()
  await visit('mailroom-report', page)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: ja.mailroom.backToQueue }).click()
  await mailroom.queue.waitFor()
  await visit('mailroom-lots', page)
  await mailroom.open('returns')
  await mailroom.lookUp(label('1234567890'))
  await page.getByRole('form', { name: ja.mailroom.returns.pieceHeading }).waitFor()
  await visit('mailroom-returned', page)
  await mailroom.recordReturn('addressUnknown', false)
  await page.getByLabel(ja.mailroom.destruction.count).waitFor()
  await visit('mailroom-returns', page)
  await mailroom.open('day')
  await page.getByText(ja.mailroom.day.agrees).waitFor()
  await visit('mailroom-day', page)
  await mailroom.makePostingSlip()
  await visit('mailroom-slips', page)
  problems.clear()
}

/** Templates and policy, alerts, the chain of custody of the letter that came back. */
const tourOffice = async (desk: BrowserDesk, { page }: Window, visit: Visit) => {
  await desk.desktop.sync()
  const frame = framePage(page)
  await page.keyboard.press('Escape')
  await frame.open('requests')
  const requests = requestsPage(page)
  const row = requests.row(ja.requests.noticeStates.returned).first()
  await row.waitFor()
  const number = /N\d{3}-\d{6}-\d{3}/u.exec((await row.textContent()) ?? '')?.[0] ?? ''
  await requests.openCustody(number)
  await visit('custody', page)
  await page.keyboard.press('Escape')
  await frame.open('alerts')
  await alertsPage(page).open.first().waitFor()
  await visit('alerts', page)
  await frame.open('documents')
  const documents = documentsPage(page)
  await documents.show('passwordNotice')
  await visit('documents', page)
  await page.getByRole('button', { name: ja.documents.change }).click()
  await page.getByLabel(ja.documents.letter.validityDays, { exact: true }).fill('5')
  await page.getByText('7日以上', { exact: false }).first().waitFor()
  await visit('documents-problem', page)
  await page.getByLabel(ja.documents.letter.validityDays, { exact: true }).fill('40')
  await page.getByText(ja.documents.noProblems).waitFor()
  await page.getByLabel(ja.documents.note, { exact: true }).fill('年末年始をまたぐため、有効日数を延ばす')
  await page.getByRole('button', { name: ja.documents.propose, exact: true }).click()
  await page.getByText(ja.documents.proposed).waitFor()
  await visit('documents-proposed', page)
  await tourGuidanceDocuments(page, visit)
}

const tourPublication = async ({ page }: Window, visit: Visit) => {
  await framePage(page).open('documents')
  await documentsPage(page).show('passwordNotice')
  await page.getByRole('button', { name: ja.documents.review, exact: true }).click()
  await page.getByRole('dialog').getByRole('table', { name: ja.documents.differences }).waitFor()
  await visit('documents-publish', page)
  await page.keyboard.press('Escape')
  await tourCardPublication(page, visit)
}

const importFile = {
  name: '福井県_医科_令和8年7月.csv',
  content: `医療機関等コード,医療機関名称,郵便番号,所在地,電話番号,開設者,管理者\n1810117059,福井見本病院,910-0006,福井市中央９－９－３０,0776-00-2640,見本　花子,見本　花子\n1810210243,見本医院,9140811,敦賀市中央町１丁目２番３号,,,\n1810310340,\uE38B田医院,9140811,敦賀市中央町１丁目２番４号,,,\n12345,コードの短い行,9140811,敦賀市中央町１丁目,,,\n`,
}

const tourLists = async ({ page }: Window, visit: Visit) => {
  const lists = facilityListsPage(page)
  await signInPage(page).as(people.administrator)
  await lists.current.getByText(ja.facilityLists.sample).waitFor()
  await visit('lists-coverage', page)
  await lists.choose(importFile)
  await visit('lists', page)
  await page.getByRole('button', { name: ja.facilityLists.changeColumns }).click()
  await page.getByRole('dialog').getByText(ja.facilityLists.columnPreview).waitFor()
  await visit('lists-columns', page)
  await page.keyboard.press('Escape')
  await lists.dryRun()
  await lists.dryRunReport.waitFor()
  await visit('lists-dry-run', page)
  await lists.takeIn()
  await lists.report.waitFor()
  await lists.current.getByText('3 件', { exact: false }).waitFor()
  await visit('lists-report', page)
  await lists.open('corrections')
  await page.getByLabel(ja.listCorrections.field('U+E38B')).fill('𠮷')
  await visit('lists-corrections', page)
  await page.keyboard.press('Enter')
  await page.getByText(ja.listCorrections.empty).waitFor()
  await visit('lists-corrections-empty', page)
  await lists.open('successions')
  await page.getByLabel(ja.listSuccessions.oldCode).fill('1810210243')
  await page.getByText(ja.listSuccessions.stillActive).waitFor()
  await visit('lists-successions', page)
  await lists.open('readings')
  await page.getByText(ja.listReadings.guessNote, { exact: false }).waitFor()
  await visit('lists-readings', page)
}

const tourOffline = async (desk: BrowserDesk, { page }: Window, visit: Visit) => {
  await framePage(page).open('call')
  desk.desktop.network.isDown = true
  await callPage(page).start()
  await callPage(page).callerName.fill('見本 停電子')
  await framePage(page).says(ja.status.central.offline)
  await callPage(page).saved.waitFor()
  await visit('call-offline', page)
  desk.desktop.network.isDown = false
}

/** @returns what the pages complained about, apart from what a step provokes */
export const tour = async (world: BrowserWorld, visit: Visit): Promise<readonly string[]> => {
  const front = await world.openDesk('front')
  await fillQueue(world, front)
  const operator = await front.openWindow()
  await tourSignIn(operator, visit)
  await tourCall(world, operator, visit)
  await tourCourse(world, front, operator, visit)
  await tourCallbacks(operator, visit)
  await tourFrame(operator, visit)
  await tourRequests(operator, visit)
  const supervisor = await front.openWindow()
  await tourApprovals(world, supervisor, visit)
  await supervisor.page.keyboard.press('Escape')
  await tourCases(supervisor.page, visit)
  const back = await world.openDesk('back')
  const clerk = await back.openWindow()
  await tourMailroom(world, back, clerk, visit)
  await tourOffice(front, supervisor, visit)
  await tourRejected(front, back, operator, visit)
  await tourOffline(front, operator, visit)
  operator.problems.clear()
  await tourLock(operator, visit)
  const administrator = await front.openWindow()
  await tourLists(administrator, visit)
  await tourPublication(administrator, visit)
  const entrance = await tourEnrolment(world, visit)
  return [operator, supervisor, clerk, administrator, entrance].flatMap(({ problems }) => problems.all)
}
