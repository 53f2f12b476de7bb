/** What goes wrong: networks, processes, clocks, disks, versions, and copies that somebody puts back. */
import { testPassword } from '#test/support/test-desktop.ts'
import { answerOf } from '../answer-of.ts'
import { newerVersion, olderVersion, useList } from '../fuzz-office.ts'
import { redeemOne } from '../fuzz-letters.ts'
import { olderClientStep } from './older-client-step.ts'
import type { FuzzStep } from '../fuzz-step.ts'

const hour = 3_600_000
const day = 24 * hour

export const troubleSteps: readonly FuzzStep[] = [
  { name: 'sync', weight: 42, run: async (_office, desktop) => await answerOf(desktop.sync()) },
  { name: 'redeem', weight: 26, run: async (office) => await redeemOne(office) },
  {
    name: 'network away or back', weight: 8,
    run: (office, desktop) => {
      desktop.network.isDown = !desktop.network.isDown && office.random.chance(0.8)
      return Promise.resolve(desktop.network.isDown ? 'away' : 'back')
    },
  },
  { name: 'late requests arrive', weight: 6, run: async (_office, desktop) => `${await desktop.network.deliverLate()}` },
  {
    name: 'will die', weight: 7,
    run: (office, desktop) => {
      // Crossings of statements are many, those of writes and requests few.
      const crossing = office.random.integer(1, office.random.chance(0.5) ? 14 : 90)
      desktop.dieAt(crossing)
      return Promise.resolve(`at crossing ${crossing}`)
    },
  },
  {
    name: 'restart', weight: 2,
    run: async (_office, desktop) => {
      await desktop.restart()
      return 'restarted'
    },
  },
  {
    name: 'clock jumps', weight: 6,
    run: (office, desktop) => {
      desktop.clockOffset = office.random.pick([0, -day, day, -hour, hour, 90_000])
      if (desktop.clockOffset !== 0) office.model.count('clock jumped')
      return Promise.resolve(`${desktop.clockOffset / 1000} s off`)
    },
  },
  {
    name: 'hours pass', weight: 1,
    run: (office) => {
      const hours = office.random.integer(1, 14)
      office.passTime(hours * hour)
      return Promise.resolve(`${hours} h`)
    },
  },
  {
    name: 'disk full or free', weight: 4,
    run: (office, desktop) => {
      desktop.setDiskFull(!desktop.isDiskFull && office.random.chance(0.7))
      if (desktop.isDiskFull) office.model.count('disk became full')
      return Promise.resolve(desktop.isDiskFull ? 'full' : 'free')
    },
  },
  {
    name: 'central restarts', weight: 2,
    run: async (office) => {
      const minimum = office.random.chance(0.4) ? newerVersion : '0.0.0'
      await office.central.close()
      // Somebody asks meanwhile.
      for (const desktop of office.desktops) if (office.random.chance(0.3)) await answerOf(desktop.sync())
      await office.central.open(minimum)
      office.model.count('central restarted')
      return `takes ${minimum}`
    },
  },
  {
    name: 'another version', weight: 2,
    run: async (_office, desktop) => {
      desktop.clientVersion = desktop.clientVersion === newerVersion ? olderVersion : newerVersion
      await desktop.restart()
      return desktop.clientVersion
    },
  },
  olderClientStep,
  {
    name: 'overdue letters', weight: 1,
    run: async (office) => {
      const ended = await office.central.central.admin.endOverdueNotices()
      return `${ended.voided} voided, ${ended.expired} expired`
    },
  },
  {
    name: 'facility list changes', weight: 2,
    run: async (office, desktop) => {
      const code = office.random.pick(office.codes)
      const facilities = office.facilities.map((facility) => (facility.facilityCode === code ? { ...facility, address: `${facility.address.replace(/　別館\d*$/u, '')}　別館${office.random.integer(1, 9)}` } : facility))
      return await answerOf(useList(office, desktop, facilities))
    },
  },
  {
    name: 'central ends sessions', weight: 1.5,
    run: async (office) => {
      const staffId = office.random.pick(['operator', 'operator2', 'mailroom'])
      await office.central.central.admin.resetPassword(staffId, testPassword)
      return staffId
    },
  },
  {
    name: 'session ends', weight: 1,
    run: async (office, desktop) => {
      const staffId = office.random.pick(['operator', 'operator2', 'mailroom', 'supervisor'])
      return desktop.backend.sessions.of(staffId) === null ? null : await answerOf((await desktop.page(staffId)).session.signOut({}))
    },
  },
]
