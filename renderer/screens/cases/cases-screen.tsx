import { useState } from 'react'
import Box from '@mui/material/Box'
import Paper from '@mui/material/Paper'
import SearchIcon from '@mui/icons-material/SearchOutlined'
import SearchOffIcon from '@mui/icons-material/SearchOffOutlined'
import type { CaseFilter, CaseSummary } from '#shared/contract/desktop/contract.ts'
import { useMay } from '../../api/session.ts'
import { useDeskAction } from '../../api/use-desk.ts'
import { EmptyNotice, FailureNotice, LoadingNotice } from '../../parts/notices.tsx'
import { Screen } from '../../parts/screen.tsx'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'
import { filterOf, noCriteria } from './case-criteria.ts'
import { CaseHistory } from './case-history.tsx'
import { CaseResults, focusFirstResult } from './case-results.tsx'
import { CriteriaForm } from './criteria-form.tsx'
import { ExportButton } from './export-button.tsx'

const text = ja.cases

/** 記録を探す: past calls, requests, notices and promises. Asked once a press, never by itself: every search goes on record. */
export function CasesScreen() {
  const [criteria, setCriteria] = useState(noCriteria)
  const [wasTried, setWasTried] = useState(false)
  const [opened, setOpened] = useState<CaseSummary | null>(null)
  const may = useMay()
  const search = useDeskAction((desk, filter: CaseFilter) => desk.cases.search({ ...filter, limit: 100 }))
  const { filter, errors } = filterOf(criteria)
  const send = () => {
    setWasTried(true)
    if (filter !== null && !search.isPending) search.mutate(filter)
  }
  const { data: found, variables: asked } = search
  return (
    <Screen title={text.title} leavesFocus>
      <Paper variant="outlined"><CriteriaForm criteria={criteria} errors={wasTried ? errors : {}} isBusy={search.isPending} onChange={setCriteria} onSearch={send} onDown={focusFirstResult} /></Paper>
      <Paper variant="outlined" component="section" aria-label={text.title} sx={{ flex: 1, minWidth: 0, overflow: 'hidden' }}>
        {search.isError ? <FailureNotice error={search.error} /> : null}
        {search.isPending ? <LoadingNotice /> : null}
        {search.isIdle ? <EmptyNotice icon={<SearchIcon />}>{text.begin}</EmptyNotice> : null}
        {found === undefined || asked === undefined ? null : (
          <>
            <Box sx={{ display: 'flex', gap: 4, alignItems: 'center', flexWrap: 'wrap', px: 4, py: 2.5 }}>
              <Box role="status" sx={{ fontWeight: 600 }}>{text.found(found.cases.length, found.hasMore)}</Box>
              <Box sx={{ flex: 1, fontSize: typeScale.small, color: colours.inkSoft }}>{found.cases.length === 0 ? '' : text.keysHint}</Box>
              {may('cases.export') && found.cases.length > 0 ? <ExportButton filter={asked} count={found.cases.length} hasMore={found.hasMore} /> : null}
            </Box>
            {found.cases.length === 0 ? <EmptyNotice icon={<SearchOffIcon />}>{text.empty}</EmptyNotice> : <CaseResults cases={found.cases} onOpen={setOpened} />}
          </>
        )}
      </Paper>
      {opened === null ? null : <CaseHistory found={opened} onClose={() => setOpened(null)} />}
    </Screen>
  )
}
