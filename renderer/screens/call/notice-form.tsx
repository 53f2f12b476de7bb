import Alert from '@mui/material/Alert'
import AlertTitle from '@mui/material/AlertTitle'
import Box from '@mui/material/Box'
import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import FormHelperText from '@mui/material/FormHelperText'
import HomeIcon from '@mui/icons-material/HomeOutlined'
import type { NoticePreparation, NoticeSummary } from '#shared/contract/desktop/contract.ts'
import { noticeRequestReasons, type NoticeRequestReason } from '#shared/domain/notice.ts'
import { formatTrackingNumber } from '#shared/domain/tracking-number.ts'
import { ChoiceInput } from '../../parts/choice-input.tsx'
import { facilityKindText } from '../../parts/facility-marks.tsx'
import { FailureNotice } from '../../parts/notices.tsx'
import { NoticeStateChip } from '../../parts/state-chips.tsx'
import { TextInput } from '../../parts/text-input.tsx'
import { day, shortDateTime } from '../../strings/dates.ts'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'
import { DeliverySentence } from './delivery-sentence.tsx'

const text = ja.call.notice
const reasonOptions = noticeRequestReasons.map((reason) => ({ value: reason, text: text.reasons[reason] }))

/** What the operator has chosen so far. */
export interface NoticeChoice {
  readonly reason: NoticeRequestReason | null
  /** Id of a class of postage; null = the first. */
  readonly postageClass: string | null
  /** The caller was told that the letter there is will end. */
  readonly isEndTold: boolean
  /** Why, where the guidance ends elsewhere. */
  readonly overrideReason: string
}

/** Read back word for word: the two facilities of one name are told apart here, or on the envelope too late. */
function ReadBack({ facility, lastFour }: Pick<NoticePreparation, 'facility' | 'lastFour'>) {
  const rows = [
    [text.kind, facilityKindText(facility)],
    [text.name, facility.name],
    [text.town, `${facility.prefectureName}${facility.town}`],
    [text.lastFour, lastFour],
  ] as const
  return (
    <Box component="dl" sx={{ m: 0, display: 'grid', gridTemplateColumns: '150px minmax(0, 1fr)', rowGap: 2, p: 4, borderRadius: 2, bgcolor: colours.sunken, border: `1px solid ${colours.line}` }}>
      {rows.map(([label, value]) => (
        <Box key={label} sx={{ display: 'contents' }}>
          <Box component="dt" sx={{ color: colours.inkSoft, fontSize: typeScale.small, pt: 0.75 }}>{label}</Box>
          <Box component="dd" sx={{ m: 0, fontSize: '1.125rem', fontWeight: 700 }}>{value}</Box>
        </Box>
      ))}
    </Box>
  )
}

function JoinNotice({ open, isNumberTold }: { readonly open: NoticeSummary; readonly isNumberTold: boolean }) {
  return (
    <Alert severity="info" role="status">
      <AlertTitle>{text.join.heading}</AlertTitle>
      <Box sx={{ fontWeight: 600 }}>{text.join.since(open.noticeNumber, shortDateTime(open.requestedAt), open.requestedByName)}</Box>
      {text.join.advice}{isNumberTold ? text.join.ownNumber : ''}
    </Alert>
  )
}

interface LiveNoticeProps {
  readonly live: NoticeSummary
  readonly isTold: boolean
  readonly mustTell: boolean
  readonly isMissing: boolean
  readonly onTell: (isTold: boolean) => void
}

function LiveNotice({ live, isTold, mustTell, isMissing, onTell }: LiveNoticeProps) {
  return (
    <Alert severity="warning" role="status">
      <AlertTitle>{text.live.heading}</AlertTitle>
      <Box sx={{ display: 'flex', gap: 3, alignItems: 'center', flexWrap: 'wrap', fontWeight: 600 }}>
        <span>{live.noticeNumber}</span>
        <NoticeStateChip state={live.state} />
        <span>{live.postedOn === null ? text.live.notPosted : text.live.posted(day(live.postedOn))}</span>
        {live.trackingNumber === null ? null : <span>{text.live.tracking(formatTrackingNumber(live.trackingNumber))}</span>}
      </Box>
      <Box>{text.live.advice}</Box>
      {mustTell ? (
        <>
          <FormControlLabel label={text.live.consent} sx={{ mt: 1, '& .MuiTypography-root': { fontSize: typeScale.body, fontWeight: 600 } }} control={<Checkbox size="small" checked={isTold} onChange={(_event, isTicked) => onTell(isTicked)} />} />
          {isMissing ? <FormHelperText error role="alert">{text.live.consentMissing}</FormHelperText> : null}
        </>
      ) : null}
    </Alert>
  )
}

interface NoticeFormProps {
  readonly preparation: NoticePreparation
  readonly choice: NoticeChoice
  readonly mustTellEnd: boolean
  /** The request was tried: what is missing is named. */
  readonly wasTried: boolean
  readonly error: unknown
  readonly onChange: (choice: Partial<NoticeChoice>) => void
}

/** What to read back, what the operator must know, and what is left to choose. A delivery nobody can promise comes first. */
export function NoticeForm({ preparation, choice, mustTellEnd, wasTried, error, onChange }: NoticeFormProps) {
  const { openNotice, liveNotice, problems, postageClasses } = preparation
  const postageOptions = postageClasses.map((one) => ({ value: one.id, text: `${one.name}（${text.fee(one.feeYen)}）` }))
  return (
    <Box sx={{ display: 'grid', gap: 3 }}>
      {error === null ? null : <FailureNotice error={error} />}
      {preparation.delivery.isCertain ? null : <DeliverySentence delivery={preparation.delivery} />}
      {openNotice === null ? null : <JoinNotice open={openNotice} isNumberTold={preparation.isSecondNumberUsed} />}
      {liveNotice === null ? null : <LiveNotice live={liveNotice} isTold={choice.isEndTold} mustTell={mustTellEnd} isMissing={wasTried && !choice.isEndTold} onTell={(isEndTold) => onChange({ isEndTold })} />}
      {problems.length === 0 ? null : (
        <Alert severity="warning" role="status">
          {text.problems}
          <Box component="ul" sx={{ m: 0, mt: 1, pl: 5 }}>{problems.map((problem) => <li key={problem}>{problem}</li>)}</Box>
        </Alert>
      )}
      {preparation.needsOverride ? (
        <Box sx={{ p: 3, borderRadius: 2, bgcolor: colours.warningTint, border: `1px solid ${colours.warning}`, display: 'grid', gap: 2 }}>
          <Box sx={{ fontWeight: 600 }}>{text.overrideLead}</Box>
          <TextInput autoFocus label={text.override} need="required" hint={text.overrideHint} value={choice.overrideReason} autoComplete="off" errorText={wasTried && choice.overrideReason.trim() === '' ? text.overrideMissing : undefined} onChange={(event) => onChange({ overrideReason: event.target.value })} slotProps={{ htmlInput: { maxLength: 500 } }} />
        </Box>
      ) : null}
      <Box>{text.readAloud}</Box>
      <ReadBack facility={preparation.facility} lastFour={preparation.lastFour} />
      <ChoiceInput label={text.reason} need="required" value={choice.reason} options={reasonOptions} onChoose={(reason) => onChange({ reason })} errorText={wasTried && choice.reason === null ? text.reasonMissing : undefined} />
      {openNotice === null && postageOptions.length > 1 ? <ChoiceInput label={text.postage} value={choice.postageClass ?? postageOptions[0]?.value ?? null} options={postageOptions} onChoose={(postageClass) => onChange({ postageClass })} /> : null}
      {preparation.delivery.isCertain ? <DeliverySentence delivery={preparation.delivery} /> : null}
      <Box sx={{ display: 'flex', gap: 2, fontSize: typeScale.small, color: colours.inkSoft }}>
        <HomeIcon aria-hidden sx={{ fontSize: 18 }} />
        {text.address}
      </Box>
    </Box>
  )
}
