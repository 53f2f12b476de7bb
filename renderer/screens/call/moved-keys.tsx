import type { KeyboardEvent } from 'react'
import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import type { ComparisonResult } from '#shared/domain/verification-result.ts'
import { KeyCap } from '../../frame/key-cap.tsx'
import { ja } from '../../strings/ja.ts'

const text = ja.verification

interface MovedKeysProps {
  readonly result: ComparisonResult
  readonly isDisabled: boolean
  readonly onSay: (spoken: 'yes' | 'no') => void
}

/** 最近の移転, by one key: N, or Enter, for いいえ; Y for はい. No text field, so that no input method takes the letter. */
export function MovedKeys({ result, isDisabled, onSay }: MovedKeysProps) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (isDisabled || event.altKey || event.ctrlKey || event.metaKey) return
    // By the place of the key: with an input method on, the letter itself is not told.
    const said = { KeyN: 'no', KeyY: 'yes' } as const
    const answer = event.code === 'KeyN' || event.code === 'KeyY' ? said[event.code] : null
    if (answer === null) return
    event.preventDefault()
    onSay(answer)
  }
  return (
    <ToggleButtonGroup exclusive size="small" aria-label={text.movedQuestion} disabled={isDisabled} value={result === 'match' ? 'no' : result === 'mismatch' ? 'yes' : null} onKeyDown={onKeyDown}
      onChange={(_event, next: 'yes' | 'no' | null) => { if (next !== null) onSay(next) }} sx={{ '& .MuiToggleButton-root': { px: 1.5, py: 0.5, minHeight: 34, whiteSpace: 'nowrap' } }}>
      <ToggleButton value="no">{text.notMoved}<KeyCap text={text.notMovedKey} /></ToggleButton>
      <ToggleButton value="yes">{text.moved}<KeyCap text={text.movedKey} /></ToggleButton>
    </ToggleButtonGroup>
  )
}
