import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { Outlet, useMatch } from 'react-router'
import { listen } from '../api/live.ts'
import { meQuery } from '../api/queries.ts'
import { Navigation } from './navigation.tsx'
import { Shortcuts } from './shortcuts.tsx'
import { TopBar } from './top-bar.tsx'
import { Trouble } from './trouble.tsx'
import { Waiting } from './waiting.tsx'

/** What stands around every page once somebody is signed in: who and where, the ways to go, and whether the server is heard. */
export const Frame = () => {
  const client = useQueryClient()
  const me = useQuery(meQuery)
  const [isHeard, setHeard] = useState(true)
  const onDeclaration = useMatch('/declarations/:id/*')
  const onPreview = useMatch('/import/preview')
  const isOnDeclaration = onDeclaration !== null || onPreview !== null
  const signedIn = me.data !== undefined

  useEffect(() => (signedIn ? listen(client, setHeard) : undefined), [client, signedIn])

  if (me.isLoadingError) return <Trouble trouble={me.error} again={() => void me.refetch()} />
  if (!me.data) return <Waiting />
  return (
    <div className={isOnDeclaration ? 'frame on-declaration' : 'frame'}>
      <a className="skip" href="#main">
        跳到正文
      </a>
      {isOnDeclaration && (
        <button type="button" className="skip" onClick={focusMainVerb}>
          跳到办理
        </button>
      )}
      <TopBar me={me.data} isHeard={isHeard} />
      <Navigation me={me.data} />
      <main className="frame-main" id="main">
        <Outlet />
      </main>
      <Shortcuts />
    </div>
  )
}

/** Past all the cells of a long form. */
const focusMainVerb = (): void => {
  const verbs = document.querySelectorAll<HTMLElement>('.deciding-bar .verbs button:enabled')
  verbs[verbs.length - 1]?.focus()
}
