import './api/strict-policy.ts'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import '@fontsource-variable/noto-sans-jp'
import { connectDesk } from './api/client.ts'
import { createQueryClient } from './api/query-client.ts'
import { App } from './frame/app.tsx'

const root = document.getElementById('root')
if (root === null) throw new Error('The page has no root element')
createRoot(root).render(
  <StrictMode>
    <App desk={connectDesk(window)} queries={createQueryClient()} />
  </StrictMode>,
)
