import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import { ja } from '../strings/ja.ts'

/** All that is to be mended, each leading to its field. */
export function ErrorSummary({ errors }: { readonly errors: readonly { readonly fieldId: string; readonly text: string }[] }) {
  if (errors.length === 0) return null
  return (
    <Alert severity="error" role="alert" sx={{ mb: 3 }}>
      <strong>{ja.general.errorSummary(errors.length)}</strong>
      <Box component="ul" sx={{ m: 0, mt: 1, pl: 5 }}>
        {errors.map((error) => (
          <li key={error.fieldId}>
            <Link component="button" type="button" color="inherit" sx={{ textAlign: 'left' }} onClick={() => document.getElementById(error.fieldId)?.focus()}>{error.text}</Link>
          </li>
        ))}
      </Box>
    </Alert>
  )
}
