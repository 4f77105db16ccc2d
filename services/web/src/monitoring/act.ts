import type { DeclarationCommand } from '@shenbao/declaration/commands.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { newKey, sendCommand } from '../api/client.ts'
import type { DeclarationOut } from '../api/queries.ts'

export type Act = Readonly<{ revision: number; command: DeclarationCommand; onBehalfOf?: string | undefined }>

/** Sends one command after the other on a declaration. The same act tried again goes under the same key; afterwards all is read anew. */
export const useAct = (id: string) => {
  const client = useQueryClient()
  const tried = useRef<Readonly<{ act: string; key: string }> | null>(null)
  return useMutation({
    mutationFn: ({ revision, command, onBehalfOf }: Act) => {
      const act = JSON.stringify([revision, command, onBehalfOf])
      const key = tried.current?.act === act ? tried.current.key : newKey()
      tried.current = { act, key }
      return sendCommand({ id, revision, command, key, onBehalfOf })
    },
    onSettled: async () => {
      await Promise.all([
        client.invalidateQueries({ queryKey: ['declaration', id] }),
        client.invalidateQueries({ queryKey: ['lists'] }),
      ])
    },
  })
}

/** Whether somebody may do this now, and for whom: their own work comes before that of others. */
export const offered = (
  { allowedCommands }: Pick<DeclarationOut, 'allowedCommands'>,
  type: DeclarationCommand['type'],
): Readonly<{ onBehalfOf: string | undefined }> | null => {
  const all = allowedCommands.filter(one => one.type === type)
  const found = all.find(one => one.onBehalfOf === undefined) ?? all[0]
  return found ? { onBehalfOf: found.onBehalfOf } : null
}
