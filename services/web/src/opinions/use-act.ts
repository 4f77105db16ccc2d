import type { DeclarationCommand } from '@shenbao/declaration/commands.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { newKey, sendCommand } from '../api/client.ts'
import { isOutdated } from '../api/problem.ts'
import type { DeclarationOut } from '../api/queries.ts'

/** The entry that lets this person send a command of the type, their own before that of somebody they stand in for. */
export const allowedOf = ({ allowedCommands }: Pick<DeclarationOut, 'allowedCommands'>, type: string) =>
  allowedCommands.find(one => one.type === type && one.onBehalfOf === undefined) ?? allowedCommands.find(one => one.type === type)

/**
 * Sends one kind of act on what is on the screen. The same words sent again go under the same key, so that a lost answer never makes
 * two of it. Where somebody was faster the newest is read, and the person looks before trying again.
 */
export const useAct = (declaration: DeclarationOut) => {
  const client = useQueryClient()
  const last = useRef({ body: '', key: '' })
  const readAgain = async (): Promise<void> => {
    await Promise.all([
      client.invalidateQueries({ queryKey: ['declaration', declaration.id] }),
      client.invalidateQueries({ queryKey: ['lists'] }),
    ])
  }
  const { mutateAsync, isPending, error } = useMutation({
    // Without network an act fails at once and says so; nobody finds out later that it was sent after all.
    networkMode: 'always',
    mutationFn: (command: DeclarationCommand) => {
      const body = JSON.stringify(command)
      if (last.current.body !== body) last.current = { body, key: newKey() }
      const { onBehalfOf } = allowedOf(declaration, command.type) ?? {}
      return sendCommand({ id: declaration.id, revision: declaration.revision, command, key: last.current.key, onBehalfOf })
    },
    onSuccess: () => {
      last.current = { body: '', key: '' }
      return readAgain()
    },
    onError: trouble => (isOutdated(trouble) ? readAgain() : undefined),
  })
  /** Whether it was done; what went wrong stands in `trouble`. */
  const act = (command: DeclarationCommand): Promise<boolean> =>
    mutateAsync(command).then(
      () => true,
      () => false,
    )
  return { act, isActing: isPending, trouble: error }
}
