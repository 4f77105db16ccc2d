import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { App as AntApp, ConfigProvider } from 'antd'
import zhCN from 'antd/locale/zh_CN'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { RouterProvider } from 'react-router/dom'
import { config } from 'zod/v4/core'
import { isSignedOut, Unreachable } from './api/problem.ts'
import { router } from './router.tsx'
import './style/tokens.css'
import './style/base.css'
import './style/frame.css'
import { giveStylesTheNonce, nonce } from './style/nonce.ts'
import { theme } from './theme.ts'

/** Composition only. A session that ended leads to the sign-in page from wherever somebody is, and back afterwards. */
const leaveWhenSignedOut = (trouble: unknown): void => {
  const { pathname, search } = router.state.location
  if (isSignedOut(trouble) && pathname !== '/sign-in')
    void router.navigate(`/sign-in?back=${encodeURIComponent(pathname + search)}`, { replace: true })
}

const TRIES = 3
const client = new QueryClient({
  queryCache: new QueryCache({ onError: leaveWhenSignedOut }),
  defaultOptions: { queries: { staleTime: 5_000, retry: (tries, trouble) => trouble instanceof Unreachable && tries < TRIES } },
})

// The page may not make code of text: schemas are read as they are, without trying.
config({ jitless: true })

giveStylesTheNonce()
const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')

createRoot(root).render(
  <StrictMode>
    <ConfigProvider locale={zhCN} theme={theme} csp={{ nonce }} wave={{ disabled: true }} button={{ autoInsertSpace: false }}>
      <AntApp style={{ height: '100%' }}>
        <QueryClientProvider client={client}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </AntApp>
    </ConfigProvider>
  </StrictMode>,
)
