import { useState } from 'react'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { groupedEnrolmentCode, missingInEnrolmentCode } from '#shared/domain/enrolment-code.ts'
import { useDeskAction, useDeskQuery } from '../../api/use-desk.ts'
import { Answer } from '../../parts/answer.tsx'
import { Form } from '../../parts/form.tsx'
import { FailureNotice } from '../../parts/notices.tsx'
import { TextInput } from '../../parts/text-input.tsx'
import { ja } from '../../strings/ja.ts'

const text = ja.enrolment
const longestName = 80

const codeError = (code: string): string | undefined => {
  const missing = missingInEnrolmentCode(code)
  if (missing === 0) return undefined
  if (code.trim() === '') return text.codeMissing
  return missing > 0 ? text.codeTooShort(missing) : text.codeTooLong(-missing)
}

function CodeAndName({ suggestedName }: { readonly suggestedName: string }) {
  const [code, setCode] = useState('')
  const [name, setName] = useState(suggestedName)
  const [wasTried, setWasTried] = useState(false)
  const enrol = useDeskAction(
    (desk, input: { enrolmentCode: string; deviceName: string }) => desk.device.enrol(input),
    (_status, queries) => void queries.invalidateQueries({ queryKey: ['session'] }),
  )
  const submit = () => {
    setWasTried(true)
    if (codeError(code) === undefined && name.trim() !== '') enrol.mutate({ enrolmentCode: groupedEnrolmentCode(code), deviceName: name.trim() })
  }
  return (
    <Form label={text.submit} onSubmit={submit}>
      <Box sx={{ display: 'grid', gap: 4 }}>
        {enrol.isError ? <FailureNotice error={enrol.error} /> : null}
        <TextInput
          autoFocus label={text.code} value={code} hint={text.codeHint} autoComplete="off" errorText={wasTried ? codeError(code) : undefined}
          onChange={(event) => setCode(event.target.value)}
          // Not while typing: the caret would jump.
          onBlur={() => setCode(groupedEnrolmentCode(code))}
          slotProps={{ htmlInput: { autoCapitalize: 'none', spellCheck: false, lang: 'en', maxLength: 80 } }}
        />
        <TextInput
          label={text.name} value={name} hint={text.nameHint} autoComplete="off" errorText={wasTried && name.trim() === '' ? text.nameMissing : undefined}
          onChange={(event) => setName(event.target.value)} slotProps={{ htmlInput: { maxLength: longestName } }}
        />
        <Button type="submit" variant="contained" size="large" disabled={enrol.isPending}>{enrol.isPending ? text.busy : text.submit}</Button>
      </Box>
    </Form>
  )
}

/** One-time code and the name of this desk; where no central is set, what IT has to do first. */
export function EnrolmentForm() {
  const enrolment = useDeskQuery('device', 'enrolment', null, (desk, signal) => desk.device.enrolment({}, { signal }))
  return <Answer of={enrolment}>{({ hasCentral, suggestedName }) => (hasCentral ? <CodeAndName suggestedName={suggestedName} /> : <Box role="alert">{text.noCentral}</Box>)}</Answer>
}
