import { demonstrationAccounts, demonstrationPassword } from '@shenbao/directory/demonstration.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import { send } from '../api/client.ts'
import type { Me } from '../api/queries.ts'

/** Leaving, and in demonstration mode sitting down at another desk: the seven roles are seven people in real life. */
export const useSwitching = (me: Me) => {
  const client = useQueryClient()
  const navigate = useNavigate()
  const signOut = async (): Promise<void> => {
    await send('DELETE', '/api/session')
    client.clear()
    await navigate('/sign-in')
  }
  const signInAs = async (account: string): Promise<void> => {
    await send('POST', '/api/session', { account, password: demonstrationPassword })
    client.clear()
    window.location.assign('/')
  }
  const accounts = me.demonstration ? demonstrationAccounts.filter(({ account }) => account !== me.account) : []
  return { accounts, signOut, signInAs }
}
