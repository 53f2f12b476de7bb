/** The dialogs of the call screen: notice, receipt number, e-mail change, 仮コード. */
import type { Locator, Page } from 'playwright-core'
import { ja } from '#renderer/strings/ja.ts'

export interface NoticeDialog {
  readonly dialog: Locator
  readonly receipt: Locator
  /** Where the guidance ends elsewhere: why a letter all the same. */
  readonly overrideReason: Locator
  /** Confirms the read-back, ticks that the caller knows where a live letter ends. @returns the six digits of 受付番号控え, still on screen */
  confirm(): Promise<string>
  /** The caller joins the open notice. @returns as `confirm` */
  join(): Promise<string>
  /** お伝えしました: the number is gone after this. */
  told(): Promise<void>
}

export const noticeDialog = (page: Page): NoticeDialog => {
  const text = ja.call.notice
  const dialog = page.getByRole('dialog', { name: text.title })
  const receipt = page.getByRole('dialog', { name: text.receiptTitle })
  const numberAfter = async (button: string) => {
    await dialog.getByRole('button', { name: button }).click()
    const number = receipt.getByRole('img', { name: /^\d{6}$/u })
    await number.waitFor()
    return (await number.getAttribute('aria-label')) ?? ''
  }
  return {
    dialog, receipt, overrideReason: dialog.getByLabel(text.override, { exact: true }),
    confirm: async () => {
      await dialog.getByRole('button', { name: text.confirm }).waitFor()
      const consent = dialog.getByRole('checkbox', { name: text.live.consent })
      if (await consent.isVisible()) await consent.check()
      return await numberAfter(text.confirm)
    },
    join: async () => await numberAfter(text.confirmJoin),
    told: async () => {
      await receipt.getByRole('button', { name: text.told }).click()
      await receipt.waitFor({ state: 'detached' })
    },
  }
}

export interface EmailChangeDialog {
  readonly dialog: Locator
  /** @returns the number of the request */
  record(request: { oldEmail: keyof typeof ja.call.emailChange.oldEmails; wanted: string }): Promise<string>
}

/** The number in 「… を記録しました。」. */
const recordedNumber = async (page: Page): Promise<string> => {
  const said = page.getByText(new RegExp(`^[A-Z]\\d{3}-.*${ja.call.actions.recorded('').trim()}$`, 'u'))
  await said.waitFor()
  return ((await said.textContent()) ?? '').replace(ja.call.actions.recorded(''), '').trim()
}

export const emailChangeDialog = (page: Page): EmailChangeDialog => {
  const text = ja.call.emailChange
  const dialog = page.getByRole('dialog', { name: text.title })
  return {
    dialog,
    record: async ({ oldEmail, wanted }) => {
      await dialog.getByRole('radio', { name: text.oldEmails[oldEmail], exact: true }).check()
      await dialog.getByLabel(text.wanted, { exact: true }).fill(wanted)
      await dialog.getByRole('button', { name: oldEmail === 'usable' ? text.submitSelfService : text.submit }).click()
      await dialog.waitFor({ state: 'detached' })
      return await recordedNumber(page)
    },
  }
}

export interface ProvisionalCodeRequest {
  readonly facilityName: string
  readonly facilityAddress: string
  readonly founder: string
  readonly representative: string
  readonly contact: string
}

export interface ProvisionalCodeDialog {
  readonly dialog: Locator
  readonly submit: Locator
  /** Not designated yet, wanted at opening: the form comes. */
  answerGuards(): Promise<void>
  /** A clinic, opening and telephone 未定. */
  fill(request: ProvisionalCodeRequest): Promise<void>
  /** Records, and closes what shows the number and the form to print. @returns the number of the request */
  record(): Promise<string>
}

export const provisionalCodeDialog = (page: Page): ProvisionalCodeDialog => {
  const text = ja.provisionalCode
  const dialog = page.getByRole('dialog', { name: text.title })
  const field = (label: string) => dialog.getByLabel(label, { exact: true })
  const choose = async (group: string, option: string) => await dialog.getByRole('radiogroup', { name: group }).getByRole('radio', { name: option, exact: true }).check()
  const submit = dialog.getByRole('button', { name: text.submit })
  return {
    dialog, submit,
    answerGuards: async () => {
      await choose(text.designated, ja.general.no)
      await choose(text.wantedAtOpening, ja.general.yes)
      await field(text.facilityName).waitFor()
    },
    fill: async (request) => {
      await field(text.facilityType).selectOption('clinic')
      await field(text.facilityName).fill(request.facilityName)
      await field(text.facilityAddress).fill(request.facilityAddress)
      await field(text.undecided(text.opening)).check()
      await field(text.undecided(text.facilityTelephone)).check()
      await choose(text.founderKind, text.founderKinds.legalPerson)
      await field(text.legalName).fill(request.founder)
      await field(text.representative).fill(request.representative)
      await field(text.qualificationNames.physician).check()
      await field(text.contactTelephone).fill(request.contact)
    },
    record: async () => {
      await submit.click()
      const recorded = page.getByRole('dialog', { name: text.recorded.title })
      await recorded.getByRole('button', { name: text.recorded.done, exact: true }).click()
      await recorded.waitFor({ state: 'detached' })
      return await recordedNumber(page)
    },
  }
}

export interface PromiseDialog {
  readonly dialog: Locator
  /** By the choices in sight; the rest as it stands. */
  promise(choice: { readonly due: keyof typeof ja.callbacks.promise.dueChoices; readonly about: string; readonly telephone?: string }): Promise<void>
}

export const promiseDialog = (page: Page): PromiseDialog => {
  const text = ja.callbacks.promise
  const dialog = page.getByRole('dialog', { name: text.title })
  return {
    dialog,
    promise: async ({ due, about, telephone }) => {
      await dialog.getByRole('radio', { name: text.dueChoices[due], exact: true }).check()
      if (telephone !== undefined) await dialog.getByLabel(text.telephone, { exact: true }).fill(telephone)
      await dialog.getByLabel(text.about, { exact: true }).fill(about)
      await page.keyboard.press('Enter')
      await dialog.waitFor({ state: 'detached' })
    },
  }
}
