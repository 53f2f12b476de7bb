import { describe, expect, it, jest } from '@jest/globals'
import { screen, waitFor, within } from '@testing-library/react'
import { DeputiesDialog } from '#renderer/screens/requests/deputies-dialog.tsx'
import { deputyView } from '#test/support/fake-cases.ts'
import { fakeDesk, operator, supervisor } from '#test/support/fake-desk.ts'
import { renderPart } from '#test/support/render-desk.tsx'

const draw = (staff: typeof operator, answers: Parameters<typeof fakeDesk>[0] = {}) =>
  renderPart(fakeDesk({ 'deputies.list': () => [deputyView({ staffId: 'op02', staffName: '別の 担当', from: '2099-01-05', until: '2099-01-09', isInForce: false })], ...answers }), <DeputiesDialog onClose={() => undefined} />, staff)

const until = async (user: ReturnType<typeof draw>['user'], year: string, month: string, day: string) => {
  for (const [part, value] of [['年', year], ['月', month], ['日', day]] as const) {
    const field = screen.getByRole('textbox', { name: `終了日の${part}` })
    await user.clear(field)
    await user.type(field, value)
  }
}

describe('代理', () => {
  it('an operator decides for themselves alone, in either calendar', async () => {
    const set = jest.fn((_input: unknown) => deputyView())
    const { user } = draw(operator, { 'deputies.set': set })
    expect(screen.queryByRole('combobox', { name: '休む方' })).toBeNull()
    await user.click(screen.getByRole('button', { name: '代理を決める' }))
    expect(within(await screen.findByRole('alert')).getByText('代理の方を選んでください。')).toBeTruthy()
    await user.selectOptions(await screen.findByRole('combobox', { name: '代理の方' }), await screen.findByRole('option', { name: '試験 次郎' }))
    await until(user, 'R40', '1', '5')
    expect(await screen.findByText('令和40年1月5日')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: '代理を決める' }))
    await waitFor(() => expect(set).toHaveBeenCalledWith({ staffId: 'op01', deputyStaffId: 'sv01', from: expect.any(String), until: '2058-01-05' }))
    // What is somebody else's is not theirs to end.
    expect(screen.queryByRole('button', { name: /終わらせる/u })).toBeNull()
  })

  it('a supervisor decides for anybody, and ends it', async () => {
    const end = jest.fn((_input: unknown) => deputyView())
    const { user } = draw(supervisor, { 'deputies.end': end })
    expect(screen.getByRole('combobox', { name: '休む方' })).toBeTruthy()
    await user.click(await screen.findByRole('button', { name: /別の 担当 の代理.*終わらせる/u }))
    await waitFor(() => expect(end).toHaveBeenCalledWith({ deputyId: deputyView().deputyId, version: 1 }))
  })

  it('refuses an end before the beginning', async () => {
    const set = jest.fn()
    const { user } = draw(operator, { 'deputies.set': set })
    await user.selectOptions(await screen.findByRole('combobox', { name: '代理の方' }), await screen.findByRole('option', { name: '試験 次郎' }))
    await until(user, '2019', '5', '1')
    await user.click(screen.getByRole('button', { name: '代理を決める' }))
    expect(within(await screen.findByRole('alert')).getByText('終了日は、開始日と同じ日か後の日にしてください。')).toBeTruthy()
    expect(set).not.toHaveBeenCalled()
  })
})
