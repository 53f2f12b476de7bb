/** The main job from the call to the redeemed letter, on two desktops and a throw-away central, with every part real. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { openAsBlob } from 'node:fs'
import type { Job } from '#shared/contract/desktop/contract.ts'
import { CentralProblem } from '#shared/contract/central/problem.ts'
import type { FacilityRecord, Role } from '#shared/contract/records.ts'
import { addressNumbers } from '#shared/domain/address-numbers.ts'
import { checkPassword } from '#shared/domain/notice-password.ts'
import { nameKey } from '#shared/domain/search-key.ts'
import { prefectureByNumber } from '#shared/domain/prefectures.ts'
import { generateSampleList } from '#trial/sample-list.ts'
import { uploadSampleList } from '#trial/trial-list.ts'
import { accountStateFor, answerMeanwhile, callBack, walkPath } from './call-steps.ts'
import { chooseFacilities, type ChosenFacilities } from './choose-facilities.ts'
import { openWorld, type DeskClient, type Desktop, type World } from './desktops.ts'
import { readChallengeCode, readLetter, type ReadLetter } from './read-letter.ts'
import { createScript, type Checks, type Script } from './steps.ts'

export interface DemoOptions {
  readonly out: string
  /** Real lists; empty = the generated sample. */
  readonly facilities: readonly string[]
  readonly report: (line: string) => void
}

interface Demo {
  readonly world: World
  readonly script: Script
  readonly front: Desktop
  readonly passwords: Readonly<Record<Role, string>>
  readonly options: DemoOptions
}

const staffIds: Readonly<Record<Role, string>> = { operator: 'op01', mailroom: 'ml01', supervisor: 'sv01', administrator: 'ad01' }

const signIn = async (demo: Pick<Demo, 'passwords'>, page: DeskClient, role: Role) => await page.session.signIn({ staffId: staffIds[role], password: demo.passwords[role] })

const waitForJob = async (page: DeskClient, job: Job): Promise<Job> => {
  let current: Job | null = job
  while (current?.state === 'running') {
    await new Promise((resolve) => { setTimeout(resolve, 100) })
    current = (await page.facilityLists.summary({})).job
  }
  if (current?.state !== 'done') throw new Error(current?.message ?? current?.step ?? 'the import was lost')
  return current
}

const loadList = async (demo: Demo): Promise<FacilityRecord[]> => await demo.script.step('facility list in place', async (check: Checks) => {
  const { front, options, world } = demo
  const page = front.page('administrator')
  await signIn(demo, page, 'administrator')
  if (options.facilities.length === 0) {
    await uploadSampleList(front.backend, await front.backend.sessions.freshToken('administrator'), generateSampleList({ seed: 20_261_101, count: 5000 }))
    await page.system.syncNow({})
  } else {
    const fileIds: string[] = []
    for (const file of options.facilities) fileIds.push((await page.facilityLists.stage({ name: basename(file), content: await openAsBlob(file) })).fileId)
    const { report } = await waitForJob(page, await page.facilityLists.start({ fileIds }))
    check.that(report !== null && report.records > 0, `${report?.records ?? 0} facilities imported from ${options.facilities.length} file(s)`)
  }
  const status = await page.system.status({})
  check.that(status.facilityList !== null && status.facilityList.count > 0, `list version ${status.facilityList?.version ?? 0} with ${status.facilityList?.count ?? 0} facilities on the first desktop`)
  await page.session.signOut({})
  return await listOf(world, front)
})

/** The list as central hands it to a desktop. */
const listOf = async (_world: World, desktop: Desktop): Promise<FacilityRecord[]> => {
  const facilities: FacilityRecord[] = []
  let afterCode: string | null = null
  do {
    const page: { facilities: FacilityRecord[]; nextAfterCode: string | null } = await desktop.backend.link.callAsDevice('listFacilities', { query: { sinceVersion: 0, limit: 5000, ...(afterCode !== null && { afterCode }) } })
    facilities.push(...page.facilities)
    afterCode = page.nextAfterCode
  } while (afterCode !== null)
  return facilities
}

const findIt = async (demo: Demo, page: DeskClient, facility: FacilityRecord) => await demo.script.step('finds the facility by part of its name, by code, by address', async (check: Checks) => {
  const finds = async (query: string) => (await page.facilities.find({ query, limit: 50 })).results.find((found) => found.facilityCode === facility.facilityCode)
  const key = nameKey(facility.name)
  check.that((await finds(key.slice(0, Math.max(3, key.length - 1)))) !== undefined, 'by part of its name')
  const found = await finds(facility.facilityCode)
  check.that(found?.matchedBy === 'code', 'by its ten-digit code')
  const spoken = `${facility.facilityCode.slice(0, 2)}-${facility.facilityCode.slice(2, 3)}-${facility.facilityCode.slice(3)}`
  check.that((await finds(spoken)) !== undefined, 'by its code with separators')
  check.that((await finds(facility.address)) !== undefined, 'by its address')
  const numbers = addressNumbers(facility.address) ?? ''
  check.that(!JSON.stringify(found).includes(facility.address) && !found.town.includes(numbers), 'the list shows no lot number before anything was compared')
})

/** Answers what is asked as the facility itself would. */
const compareAll = async (page: DeskClient, verificationId: string, facility: FacilityRecord) => {
  await page.verifications.compare({ verificationId, item: 'addressNumbers', spoken: addressNumbers(facility.address) ?? '' })
  return await page.verifications.compare({ verificationId, item: 'movedRecently', spoken: 'no' })
}

const requestNotice = async (demo: Demo, operator: DeskClient, chosen: ChosenFacilities) => {
  const { script } = demo
  const call = await script.step('operator starts a call', async (check: Checks) => {
    const started = await operator.calls.start({})
    check.that(started.operatorId === staffIds.operator && started.endedAt === null, 'the call is open and the operator’s own')
    return await operator.calls.save({
      callId: started.callId, callerName: '見本 電話子', callbackTelephone: '03-0000-0000', question: 'Q11', facilityCodes: [chosen.main.facilityCode],
    })
  })
  await answerMeanwhile(script, operator, call.callId)
  await findIt(demo, operator, chosen.main)

  if (chosen.comparable !== null) {
    const { comparable } = chosen
    await script.step('compares what a caller says: passes by telephone', async (check: Checks) => {
      const begun = await operator.verifications.begin({ callId: call.callId, facilityCode: comparable.facilityCode, typed: comparable.facilityCode })
      const wrong = await operator.verifications.compare({ verificationId: begun.verificationId, item: 'telephone', spoken: '0000000000' })
      check.that(wrong.items.find((item) => item.item === 'telephone')?.result === 'mismatch', 'a wrong telephone is a mismatch')
      await compareAll(operator, begun.verificationId, comparable)
      const done = await operator.verifications.compare({ verificationId: begun.verificationId, item: 'telephone', spoken: comparable.telephone ?? '' })
      check.that(done.outcome === 'passed', 'right at the second try: passed')
      check.that((await operator.verifications.conclude({ verificationId: begun.verificationId })).isConcluded, 'recorded')
    })
  }

  await walkPath(script, operator, call.callId, chosen)

  const verification = await script.step(chosen.isBare ? 'compares what the caller says: nothing is left to compare' : 'compares what the caller says', async (check: Checks) => {
    const begun = await operator.verifications.begin({ callId: call.callId, facilityCode: chosen.main.facilityCode, typed: chosen.main.facilityCode })
    const compared = await compareAll(operator, begun.verificationId, chosen.main)
    if (chosen.isBare) {
      const notHeld = begun.items.filter((item) => !item.isHeld).map((item) => item.item)
      check.that(['telephone', 'founder', 'manager'].every((item) => notHeld.includes(item as never)), 'telephone, founder and manager are not in the list')
      check.that(compared.outcome === 'supervisor', 'what the list does not hold counts neither way: a supervisor decides')
    } else {
      const done = await operator.verifications.compare({ verificationId: begun.verificationId, item: 'telephone', spoken: chosen.main.telephone ?? '' })
      check.that(done.outcome === 'passed', 'code, lot and telephone are right: passed')
    }
    return await operator.verifications.conclude({ verificationId: begun.verificationId })
  })

  const requested = await script.step('requests a password notice (Q11) and gets the 受付番号控え', async (check: Checks) => {
    const asked = { callId: call.callId, verificationId: verification.verificationId }
    const { needsOverride } = await operator.notices.prepare(asked)
    check.that(needsOverride !== chosen.isBare, needsOverride ? 'the path ended elsewhere: a letter needs a reason' : 'the path ended in a letter: no reason is asked for')
    const answer = await operator.notices.request({ ...asked, reason: 'emailUnknown', overrideReason: needsOverride ? '監督者に確認し、通知書で案内することにしたため' : null })
    check.that((answer.notice.overrideReason !== null) === needsOverride, 'the notice says whether it goes against the guidance')
    const { receiptNumber } = answer
    check.that(receiptNumber !== null && /^\d{6}$/u.test(receiptNumber), 'six digits to read to the caller')
    check.that(answer.notice.state === 'awaitingApproval', 'the notice waits for the supervisor')
    return { ...answer, receiptNumber }
  })

  await script.step('supervisor approves', async (check: Checks) => {
    const supervisor = demo.front.page('supervisor')
    await signIn(demo, supervisor, 'supervisor')
    const { noticeId } = requested.notice
    const refused = await operator.notices.approve({ noticeId, reason: 'x' }).then(() => false, () => true)
    check.that(refused, 'the operator may not approve')
    if (chosen.isBare) {
      const waiting = await supervisor.verifications.listWaiting({})
      check.that(waiting.some((entry) => entry.verification.verificationId === verification.verificationId), 'it waits in the supervisor’s list')
      await supervisor.verifications.decide({ verificationId: verification.verificationId, decision: 'approved', reason: '一覧に電話番号・開設者・管理者が無く、所在地の番地が一致したため' })
    } else await supervisor.notices.approve({ noticeId, reason: '仮コードで登録されたアカウントで、登録情報の確認が取れたため' })
    check.that((await supervisor.notices.get({ noticeId: requested.notice.noticeId })).notice.state === 'queued', 'the notice is in the mailroom’s queue')
    await supervisor.session.signOut({})
  })
  return { call, verification, requested }
}

const recordRequests = async (demo: Demo, operator: DeskClient, facility: FacilityRecord, made: Awaited<ReturnType<typeof requestNotice>>) => {
  const { script, options } = demo
  const emailChange = await script.step('records an e-mail-change request', async (check: Checks) => {
    const request = await operator.emailChangeRequests.record({
      callId: made.call.callId, facilityCode: facility.facilityCode, verificationId: made.verification.verificationId, noticeId: made.requested.notice.noticeId,
      oldEmail: 'forgotten', wantedEmail: 'uketsuke@clinic.example.jp', notes: '',
    })
    check.that(request.state === 'noticeArranged', 'linked to the notice')
    await operator.calls.save({ callId: made.call.callId, outcome: 'noticeRequested' })
    const finished = await operator.calls.finish({ callId: made.call.callId })
    check.that(finished.endedAt !== null, 'the call says what it was about and how it ended: finished')
    return request
  })
  const provisional = await script.step('another caller: records a 仮コード request', async (check: Checks) => {
    const call = await operator.calls.start({})
    await operator.calls.save({ callId: call.callId, callerName: '例示 開業', callbackTelephone: '090-0000-0000', question: 'Q14' })
    const [request] = await operator.provisionalCodeRequests.record({
      callId: call.callId, notes: '', need: { isDesignated: false, isWantedAtOpening: true },
      form: {
        facilityType: { value: 'clinic' }, facilityName: { value: '見本ひかりクリニック' }, facilityAddress: { value: '東京都千代田区霞が関１丁目１番１号' }, opening: { value: '2027-04' },
        founder: { kind: 'legalPerson', name: '医療法人社団見本会', representative: '見本　太郎' }, qualifications: ['physician', 'insuranceDoctor'], otherQualification: null,
        facilityTelephone: { undecided: true }, contactTelephone: '090-0000-0000', secondContactTelephone: null,
      },
    })
    check.that(request?.state === 'received', 'received, telephone 未定')
    const form = await operator.provisionalCodeRequests.form({ requestId: request.requestId })
    const bytes = new Uint8Array(await form.document.arrayBuffer())
    check.that(Buffer.from(bytes.subarray(0, 5)).toString('latin1') === '%PDF-', 'its form is a PDF')
    await writeFile(join(options.out, 'provisional-code-request.pdf'), bytes)
    await operator.calls.save({ callId: call.callId, outcome: 'provisionalCodeRecorded' })
    await operator.calls.finish({ callId: call.callId })
    return request
  })
  await callBack(script, operator)
  await script.step('finds the cases again', async (check: Checks) => {
    const found = async (text: string) => (await operator.cases.search({ text })).cases.map(({ id }) => id)
    check.that((await found(made.requested.notice.noticeNumber.replaceAll('-', ''))).includes(made.requested.notice.noticeId), 'the notice by its number without hyphens')
    check.that((await found('電話子 見本')).includes(made.call.callId), 'the call by its caller')
    check.that((await found(facility.facilityCode)).includes(emailChange.requestId), 'the e-mail-change request by its facility')
  })
  await script.step('everything reaches central over HTTP', async (check: Checks) => {
    const status = await operator.system.syncNow({})
    check.that(status.waiting === 0, 'nothing waits in the outbox')
    check.that(status.needsPerson === 0, 'central refused nothing')
  })
  return { emailChange, provisional }
}

const redeem = async (demo: Demo, facilityCode: string, password: string, receiptNumber: string): Promise<'redeemed' | 'refused'> => {
  try {
    await demo.world.portal.call('redeemNotice', { body: { facilityCode, password, receiptNumber } })
    return 'redeemed'
  } catch (error) {
    if (error instanceof CentralProblem && error.code === 'REDEMPTION_REFUSED') return 'refused'
    throw error
  }
}

const runMailroom = async (demo: Demo, facility: FacilityRecord, noticeId: string, receiptNumber: string) => {
  const { script, options } = demo
  const desk = await script.step('a second desktop of its own sees the notice', async (check: Checks) => {
    const desktop = await demo.world.openDesktop('mailroom')
    const clerk = desktop.page('clerk')
    await signIn(demo, clerk, 'mailroom')
    await clerk.system.syncNow({})
    const queue = await clerk.lots.queue({})
    const queued = queue.notices.find((notice) => notice.noticeId === noticeId)
    check.that(queued !== undefined, 'in its queue, through central')
    check.that(queued.problems.length === 0 && queued.mayPrint, 'ready to print, and this person may')
    return { desktop, clerk }
  })
  const { desktop, clerk } = desk

  const { lot, letter } = await script.step('runs a lot: challenge sheet, verifiers to central, letters, printer', async (check: Checks) => {
    const started = await clerk.lots.start({ noticeIds: [noticeId] })
    const [challenge] = desktop.printer.documents
    const sheets = (): number => desktop.printer.documents.length
    check.that(challenge !== undefined && sheets() === 1, 'the challenge sheet alone is printed first')
    const code = await readChallengeCode(challenge.bytes)
    const wrong = await clerk.lots.confirmChallenge({ lotId: started.lot.lotId, code: code === '0000' ? '1111' : '0000', measuredMillimetres: 100 }).then(() => false, () => true)
    check.that(wrong && sheets() === 1, 'a wrong code prints nothing')
    const printed = await clerk.lots.confirmChallenge({ lotId: started.lot.lotId, code, measuredMillimetres: 100 })
    check.that(printed.counts.printed === 1 && sheets() === 2, 'one letter printed, once')
    return { lot: printed.lot, letter: desktop.printer.documents[1]!.bytes }
  })

  const read = await script.step('the letter exists once, with password, for the address of the facility list', async (check: Checks) => {
    await writeFile(join(options.out, 'notice.pdf'), letter)
    const content: ReadLetter = await readLetter(letter)
    const plain = content.text.normalize('NFKC').replace(/\s/gu, '')
    check.that(content.pages === 1, 'one page')
    check.that(checkPassword(content.password).ok, 'a password whose every group checks')
    const address = facility.address.normalize('NFKC').replace(/\s/gu, '')
    check.that(plain.includes(address.slice(0, 12)) && plain.includes(prefectureByNumber(facility.prefectureNumber)?.name ?? '?'), 'the address of the list with its prefecture')
    check.that(plain.includes(facility.name.normalize('NFKC').replace(/\s/gu, '')), 'the name of the list')
    check.that(content.portalUrl.startsWith('https://shinsei.iryohokenjyoho-portalsite.jp'), 'a QR code to the portal, read from the pixels')
    check.that(content.isSample === facility.isSample, facility.isSample ? '見本 stands on it: the list is the sample' : 'no 見本: the list is a real one')
    return content
  })

  await script.step('redeeming is refused before posting', async (check: Checks) => {
    check.that((await redeem(demo, facility.facilityCode, read.password, receiptNumber)) === 'refused', 'printed: refused')
  })
  await script.step('seals and posts', async (check: Checks) => {
    const foreign = await clerk.lots.seal({ lotId: lot.lotId, pieceMark: 'AAAAAAAAAAAA' })
    check.that(!foreign.isGood, 'a mark of no piece is refused')
    const sealed = await clerk.lots.seal({ lotId: lot.lotId, pieceMark: read.pieceMark })
    check.that(sealed.isGood, 'the piece mark, read from the pixels of the letter, seals it')
    await clerk.system.syncNow({})
    check.that((await redeem(demo, facility.facilityCode, read.password, receiptNumber)) === 'refused', 'sealed: still refused')
    const posted = await clerk.lots.post({ lotId: lot.lotId, noticeId, trackingNumber: '123-45-67890-6' })
    check.that(posted.isGood, 'posted under its registered-mail number')
    await clerk.lots.close({ lotId: lot.lotId })
    const status = await clerk.system.syncNow({})
    check.that(status.waiting === 0 && status.needsPerson === 0, 'central took every step')
  })
  return read
}

const finishStory = async (demo: Demo, operator: DeskClient, facility: FacilityRecord, read: ReadLetter, made: Awaited<ReturnType<typeof requestNotice>>) => {
  const { script } = demo
  await script.step('the portal redeems code + password + second number once', async (check: Checks) => {
    const { receiptNumber } = made.requested
    const otherNumber = String((Number(receiptNumber) + 1) % 1_000_000).padStart(6, '0')
    check.that((await redeem(demo, facility.facilityCode, read.password, otherNumber)) === 'refused', 'with another second number: refused')
    check.that((await redeem(demo, facility.facilityCode, read.password.toLowerCase(), receiptNumber)) === 'redeemed', 'typed in small letters: accepted')
    check.that((await redeem(demo, facility.facilityCode, read.password, receiptNumber)) === 'refused', 'the second time: refused')
  })
  await script.step('the operator’s desktop shows the notice as redeemed', async (check: Checks) => {
    await operator.system.syncNow({})
    const { notice } = await operator.notices.get({ noticeId: made.requested.notice.noticeId })
    check.that(notice.state === 'redeemed' && notice.redeemedAt !== null, 'redeemed, with its time')
    const [request] = await operator.emailChangeRequests.list({ facilityCode: facility.facilityCode })
    check.that(request?.state === 'completed', 'the e-mail-change request is completed with it')
  })
}

/** @returns true where every step held. Writes notice.pdf, provisional-code-request.pdf and summary.json to `out`. */
export const runDemo = async (options: DemoOptions): Promise<boolean> => {
  await mkdir(options.out, { recursive: true })
  const folder = await mkdtemp(join(tmpdir(), 'helpline-demo-'))
  const script = createScript(options.report)
  let world: World | null = null
  try {
    world = await openWorld(folder)
    const passwords = {} as Record<Role, string>
    for (const role of Object.keys(staffIds) as Role[]) passwords[role] = (await world.central.admin.addStaff({ staffId: staffIds[role], displayName: `見本 ${role}`, role })).password
    const demo: Demo = { world, script, front: await world.openDesktop('front'), passwords, options }
    const list = await loadList(demo)
    const chosen = chooseFacilities(demo.front.backend, list)
    await world.central.admin.importAccounts([{ facilityCode: chosen.main.facilityCode, state: accountStateFor(chosen.isBare) }])
    const operator = demo.front.page('operator')
    await script.step('operator signs in', async (check: Checks) => {
      const wrong = await operator.session.signIn({ staffId: staffIds.operator, password: 'wrong-password' }).then(() => false, () => true)
      check.that(wrong, 'a wrong password is refused')
      const session = await signIn(demo, operator, 'operator')
      check.that(session.staff?.role === 'operator' && !session.isOffline, 'by central, as operator')
      await operator.system.syncNow({})
    })
    const made = await requestNotice(demo, operator, chosen)
    await recordRequests(demo, operator, chosen.main, made)
    const read = await runMailroom(demo, chosen.main, made.requested.notice.noticeId, made.requested.receiptNumber)
    await finishStory(demo, operator, chosen.main, read, made)
    await script.step('the audit trail is whole', async (check: Checks) => {
      const chains = await demo.world.central.admin.verifyAudit()
      check.that(chains.length > 0 && chains.every((chain) => chain.firstBroken === null), `${chains.length} chain(s) at central verify`)
    })
  } catch (error) {
    options.report(error instanceof Error ? error.message : String(error))
    await writeSummary(options.out, script, false)
    return false
  } finally {
    await world?.close()
    await rm(folder, { recursive: true, force: true })
  }
  await writeSummary(options.out, script, true)
  return true
}

const writeSummary = async (out: string, script: Script, isWhole: boolean) => {
  const steps = isWhole || script.steps.some((step) => !step.ok) ? script.steps : [...script.steps, { name: 'the demo ran to its end', ok: false, checked: [] }]
  await writeFile(join(out, 'summary.json'), `${JSON.stringify({ steps }, null, 2)}\n`)
}
