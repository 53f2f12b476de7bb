import { useState } from 'react'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import CheckIcon from '@mui/icons-material/CheckOutlined'
import CopyIcon from '@mui/icons-material/ContentCopyOutlined'
import { ja } from '../strings/ja.ts'
import { colours, typeScale } from '../theme/tokens.ts'
import { copyText } from './copy-text.ts'

const text = ja.guidance.copy

/** Copies a text and says so. `of` names it: "件名". */
export function CopyButton({ of, content }: { readonly of: string; readonly content: string }) {
  // Belongs to one text: another one was not copied yet.
  const [tried, setTried] = useState<{ content: string; isDone: boolean } | null>(null)
  const isDone = tried?.content === content && tried.isDone
  const isFailed = tried?.content === content && !tried.isDone
  return (
    <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', flexWrap: 'wrap', gap: 1 }}>
      <Button size="small" startIcon={isDone ? <CheckIcon /> : <CopyIcon />} aria-label={text.of(of)} onClick={() => setTried({ content, isDone: copyText(content) })}>{text.action}</Button>
      <Box component="span" role="status" sx={{ fontSize: typeScale.small, color: isFailed ? colours.bad : colours.good }}>{isDone ? text.done : isFailed ? text.failed : ''}</Box>
    </Box>
  )
}
