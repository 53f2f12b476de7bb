import { useState } from 'react'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import HourglassIcon from '@mui/icons-material/HourglassEmptyOutlined'
import SwapIcon from '@mui/icons-material/SwapHorizOutlined'
import type { DeputyView } from '#shared/contract/desktop/contract.ts'
import { useStaff } from '../../api/session.ts'
import { useDeskAction, useDeskQuery } from '../../api/use-desk.ts'
import { Answer } from '../../parts/answer.tsx'
import { dateDraft, dateOf } from '../../parts/date-draft.ts'
import { DateInput } from '../../parts/date-input.tsx'
import { ErrorSummary } from '../../parts/error-summary.tsx'
import { Form } from '../../parts/form.tsx'
import { Modal } from '../../parts/modal.tsx'
import { FailureNotice } from '../../parts/notices.tsx'
import { SelectInput } from '../../parts/select-input.tsx'
import { StateChip } from '../../parts/state-chip.tsx'
import { day, todayInJapan } from '../../strings/dates.ts'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'
import { useCaseStaff } from './use-staff-name.ts'

const text = ja.deputies
type DeputyField = 'whose' | 'deputy' | 'from' | 'until'
const idOf = (field: DeputyField) => `deputy-${field}`

function DeputyRow({ deputy, mayEnd }: { readonly deputy: DeputyView; readonly mayEnd: boolean }) {
  const end = useDeskAction((desk, version: number) => desk.deputies.end({ deputyId: deputy.deputyId, version }), (_deputy, queries) => void queries.invalidateQueries({ queryKey: ['deputies'] }))
  return (
    <Box component="li" sx={{ display: 'flex', gap: 3, alignItems: 'center', flexWrap: 'wrap', py: 2, borderTop: `1px solid ${colours.line}` }}>
      <Box sx={{ flex: 1, minWidth: 220 }}>
        <Box sx={{ fontWeight: 600 }}>{text.entry(deputy.staffName, deputy.deputyName)}</Box>
        <Box sx={{ fontSize: typeScale.small, color: colours.inkSoft }}>{text.period(day(deputy.from), day(deputy.until))}</Box>
        {end.isError ? <FailureNotice error={end.error} /> : null}
      </Box>
      {deputy.isInForce ? <StateChip tone="good" icon={SwapIcon} text={text.inForce} /> : <StateChip tone="neutral" icon={HourglassIcon} text={text.toCome} />}
      {mayEnd ? <Button size="small" disabled={end.isPending} aria-label={text.endOf(deputy.staffName, deputy.deputyName)} onClick={() => end.mutate(deputy.version)}>{text.end}</Button> : null}
    </Box>
  )
}

/** What is wrong, field by field, in the order of the form. */
function problemsOf(input: { staffId: string; deputyStaffId: string; from: string | null; until: string | null }, today: string): Partial<Record<DeputyField, string>> {
  const { staffId, deputyStaffId, from, until } = input
  const isDay = (date: string | null): date is string => date !== null && date !== 'wrong'
  return {
    ...(staffId === '' ? { whose: text.errors.whose } : {}),
    ...(deputyStaffId === '' ? { deputy: text.errors.deputy } : deputyStaffId === staffId ? { deputy: text.errors.same } : {}),
    ...(isDay(from) ? {} : { from: text.errors.from }),
    ...(!isDay(until) ? { until: text.errors.until } : isDay(from) && until < from ? { until: text.errors.order } : until < today ? { until: text.errors.past } : {}),
  }
}

/** 代理: who stands in for me, from when until when; supervisors for anybody. */
export function DeputiesDialog({ onClose }: { readonly onClose: () => void }) {
  const me = useStaff()
  const isSupervisor = me.role === 'supervisor'
  const today = todayInJapan()
  const [staffId, setStaffId] = useState(isSupervisor ? '' : me.staffId)
  const [deputyStaffId, setDeputyStaffId] = useState('')
  const [from, setFrom] = useState(() => dateDraft(today))
  const [until, setUntil] = useState(() => dateDraft(today))
  const [wasTried, setWasTried] = useState(false)
  const staff = useCaseStaff()
  const deputies = useDeskQuery('deputies', 'list', null, (desk, signal) => desk.deputies.list({}, { signal }))
  const set = useDeskAction(
    (desk, input: { staffId: string; deputyStaffId: string; from: string; until: string }) => desk.deputies.set(input),
    (_deputy, queries) => void queries.invalidateQueries({ queryKey: ['deputies'] }),
  )
  const [first, last] = [dateOf(from), dateOf(until)]
  const found = problemsOf({ staffId, deputyStaffId, from: first, until: last }, today)
  const problems = wasTried ? found : {}
  const send = () => {
    setWasTried(true)
    if (Object.keys(found).length > 0 || first === null || last === null) return
    set.mutate({ staffId, deputyStaffId, from: first, until: last }, {
      onSuccess: () => {
        setDeputyStaffId('')
        setWasTried(false)
      },
    })
  }
  const people = [{ value: '', text: '' }, ...(staff.data ?? []).map((one) => ({ value: one.staffId, text: one.displayName }))]
  const summary = Object.entries(problems).map(([field, message]) => ({ fieldId: idOf(field as DeputyField), text: message }))
  return (
    <Modal
      title={text.title} onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{ja.general.close}</Button>
          <Button variant="contained" disabled={set.isPending} onClick={send}>{text.set}</Button>
        </>
      }
    >
      <Box sx={{ display: 'grid', gap: 4 }}>
        <Box sx={{ fontSize: typeScale.small, color: colours.inkSoft }}>{isSupervisor ? text.leadSupervisor : text.lead}</Box>
        <Form label={text.set} onSubmit={send}>
          <Box sx={{ display: 'grid', gap: 3 }}>
            <ErrorSummary errors={summary} />
            {set.isError ? <FailureNotice error={set.error} /> : null}
            {staff.isError ? <FailureNotice error={staff.error} onRetry={() => void staff.refetch()} /> : null}
            <Box sx={{ display: 'grid', gap: 3, gridTemplateColumns: 'repeat(2, minmax(0, 1fr))' }}>
              {isSupervisor ? <SelectInput id={idOf('whose')} label={text.whose} need="required" value={staffId} options={people} onChoose={setStaffId} errorText={problems.whose} /> : null}
              <SelectInput id={idOf('deputy')} label={text.deputy} need="required" value={deputyStaffId} options={people.filter(({ value }) => value === '' || value !== staffId)} onChoose={setDeputyStaffId} errorText={problems.deputy} />
            </Box>
            <Box sx={{ display: 'flex', gap: 5, flexWrap: 'wrap' }}>
              <DateInput id={idOf('from')} label={text.from} need="required" value={from} onChange={setFrom} errorText={problems.from} />
              <DateInput id={idOf('until')} label={text.until} need="required" value={until} onChange={setUntil} errorText={problems.until} />
            </Box>
          </Box>
        </Form>
        <Box component="section" aria-label={text.list}>
          <Typography variant="h3" sx={{ mb: 1 }}>{text.list}</Typography>
          <Answer of={deputies}>
            {(list) => list.length === 0 ? <Box sx={{ color: colours.inkSoft }}>{text.none}</Box> : (
              <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
                {list.map((deputy) => <DeputyRow key={deputy.deputyId} deputy={deputy} mayEnd={isSupervisor || deputy.staffId === me.staffId} />)}
              </Box>
            )}
          </Answer>
        </Box>
      </Box>
    </Modal>
  )
}
