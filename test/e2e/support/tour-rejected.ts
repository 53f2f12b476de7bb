/** 要確認 as after two people have filled in one request: refused, asked about field by field, sent again. */
import type { Page } from 'playwright-core'
import type { DeskClient } from '#test/support/test-desktop.ts'
import { ja } from '#renderer/strings/ja.ts'
import { framePage } from '../pages/frame-page.ts'
import { rejectedPage } from '../pages/rejected-page.ts'
import { people, type BrowserDesk, type Window } from './browser-world.ts'

type Visit = (name: string, page: Page) => Promise<void>

/** The newest 仮コード request is filled in by this person, whatever its version is on this desk. */
const fill = async (client: DeskClient, name: string, notes: string): Promise<void> => {
  const [request] = await client.provisionalCodeRequests.list({ limit: 1 })
  if (request === undefined) throw new Error('no 仮コード request to fill in')
  await client.provisionalCodeRequests.fill({
    requestId: request.requestId, version: request.version, designationReceiptNumber: null, notes, reason: '開設者から電話', form: { ...request.form, facilityName: { value: name } },
  })
}

/** Needs a 仮コード request; leaves nothing to be seen to. */
export const tourRejected = async (front: BrowserDesk, back: BrowserDesk, { page }: Window, visit: Visit): Promise<void> => {
  const rejected = rejectedPage(page)
  await front.desktop.sync()
  await back.desktop.sync()
  const mine = await front.desktop.signedIn(people.operator.staffId)
  const theirs = await back.desktop.signedIn(people.supervisor.staffId)
  // The desks look at central by themselves: this one must not have seen what the other fills in.
  front.desktop.network.isDown = true
  await fill(mine, '例示あおぞら診療所', '名称は「診療所」とのこと')
  await fill(theirs, '例示あおぞらクリニック', '名称は届出のとおり')
  await back.desktop.sync()
  front.desktop.network.isDown = false
  await front.desktop.sync()
  await theirs.session.signOut({})
  await mine.session.signOut({})
  await framePage(page).open('rejected')
  await rejected.changes.first().waitFor()
  await visit('rejected', page)
  await (await rejected.askToDiscardFirst()).waitFor()
  await visit('rejected-discard', page)
  await page.keyboard.press('Escape')
  await rejected.retryFirst()
  await rejected.conflict.waitFor()
  await visit('rejected-conflict', page)
  await rejected.choose('mine')
  await page.getByText(ja.rejected.empty).waitFor()
  await visit('rejected-none', page)
}
