/** A central without a list, desktops on it, and bureau lists to take in. */
import { join } from 'node:path'
import type { Job } from '#shared/contract/desktop/contract.ts'
import { prefectureByNumber } from '#shared/domain/prefectures.ts'
import { startTestCentral, type TestCentral } from '#test/central/support/test-central.ts'
import { openTestDesktop, testPassword, type DeskClient, type TestDesktop } from '#test/support/test-desktop.ts'
import { printReport, type PrintedFacility } from '#test/unit/list-files/print-report-fixture.ts'

export interface ListOffice {
  readonly test: TestCentral
  /** `dictionary: false`: the readings that follow every list fail at once, instead of loading it each time. */
  openDesktop(directory: string, has?: { dictionary: boolean }): Promise<TestDesktop>
  close(): Promise<void>
}

export const startListOffice = async (): Promise<ListOffice> => {
  const test = await startTestCentral()
  for (const [staffId, role] of [['administrator', 'administrator'], ['administrator2', 'administrator'], ['supervisor', 'supervisor'], ['operator', 'operator']] as const) {
    await test.central.admin.addStaff({ staffId, displayName: `名前 ${staffId}`, role, password: testPassword })
  }
  return {
    test,
    openDesktop: async (directory, { dictionary } = { dictionary: true }) => {
      const nowhere = join(directory, 'nowhere')
      const more = dictionary ? {} : { resources: { templates: nowhere, fonts: nowhere, dictionary: nowhere } }
      const desktop = await openTestDesktop({ directory, clock: test.clock, centralUrl: test.url, more })
      await desktop.backend.link.enrol((await test.central.admin.createEnrolmentCode()).code, 'desk')
      await desktop.sync()
      return desktop
    },
    close: async () => await test.close(),
  }
}

/** A prefecture of its own for a test: a list covers only its prefecture and kind, so tests do not meet. */
export interface Place {
  readonly prefectureNumber: string
  readonly fileName: string
  codeOf(number: number): string
  /** The medical list as of the first of a month of 令和 8年. */
  list(facilities: readonly PrintedFacility[], month?: number): Promise<Blob>
}

/** The last 7 digits of facility `number` (1 … 99) of any place. */
const lastDigits = (number: number): string => `01${String(number).padStart(2, '0')}0${number % 10}0`

export const printed = (number: number, more: Partial<PrintedFacility> = {}): PrintedFacility => ({
  code: lastDigits(number).replace(/^(\d{2})(\d{4})(\d)$/u, '$1-$2-$3'), name: `見本医院${number}`, address: `〒910-00${String(number).padStart(2, '0')}見本市中央１－${number}`,
  telephone: `0776-00-00${String(number).padStart(2, '0')}`, founder: '見本　太郎', manager: '見本　太郎', designatedOn: '昭47. 3. 1', ...more,
})
export const numbers = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, index) => from + index)
/** Facilities `from` … `to`, as usual. */
export const usual = (from: number, to: number): PrintedFacility[] => numbers(from, to).map((number) => printed(number))

const firstPlace = 15
let placesUsed = 0
export const nextPlace = (): Place => {
  const prefectureNumber = String(firstPlace + placesUsed++)
  const name = prefectureByNumber(prefectureNumber)!.name
  return {
    prefectureNumber, fileName: `${name}.xlsx`,
    codeOf: (number) => `${prefectureNumber}1${lastDigits(number)}`,
    list: async (facilities, month = 7) =>
      new Blob([await printReport([{ prefecture: `[${name}]`, heading: `[令和 8年 ${month}月 1日現在　医科　現存/休止]`, facilities }]) as Uint8Array<ArrayBuffer>]),
  }
}

type StartInput = Omit<Parameters<DeskClient['facilityLists']['start']>[0], 'fileIds'>

/** The next job of this desktop that fits, as the page hears of it. */
export const nextJob = async (desktop: TestDesktop, fits: (job: Job) => boolean, act: () => Promise<unknown>): Promise<Job> => {
  const watch = desktop.backend.core.hub.watch()
  try {
    await act()
    for (;;) {
      const event = await watch.next()
      if (event.done) throw new Error('The backend has stopped')
      if (event.value.kind === 'job' && fits(event.value.job)) return event.value.job
    }
  } finally {
    watch.end()
  }
}

export const isResting = (job: Job): boolean => job.state !== 'running'

/** Hands a file over and takes it in, until the job asks or has ended. */
export const takeIn = async (desktop: TestDesktop, page: DeskClient, content: Blob, { name = '一覧.xlsx', ...input }: StartInput & { name?: string } = {}): Promise<Job> => {
  const { fileId } = await page.facilityLists.stage({ name, content })
  return await nextJob(desktop, (job) => job.kind === 'facilityList' && isResting(job), async () => await page.facilityLists.start({ fileIds: [fileId], ...input }))
}

export const confirmed = async (desktop: TestDesktop, page: DeskClient, { jobId }: Job): Promise<Job> =>
  await nextJob(desktop, (job) => job.jobId === jobId && isResting(job), async () => await page.facilityLists.confirm({ jobId }))
