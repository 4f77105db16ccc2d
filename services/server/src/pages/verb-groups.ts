import type { CommandType } from '@shenbao/declaration/commands.ts'

/** Where a command stands on the page. What is in no group is decided on, and stands in the first. */
const groups = [
  ['办理', []],
  ['转交', ['claim', 'release', 'transfer', 'delegate', 'add-signer', 'remove-signer', 'take-back', 'withdraw']],
  ['沟通', ['comment', 'answer-comment', 'confirm-comment', 'consult', 'answer-consultation', 'copy', 'mark-read', 'urge']],
  ['管理', ['cancel', 'jump', 'terminate', 'reopen', 'discard']],
] as const satisfies readonly (readonly [string, readonly CommandType[]])[]

/** Each group with those of its commands that may be sent, in its order. */
export const grouped = <Item extends Readonly<{ type: CommandType }>>(
  allowed: readonly Item[],
): readonly Readonly<{ title: string; items: readonly Item[] }>[] => {
  const later: readonly CommandType[] = groups.flatMap(([, commands]) => commands)
  return groups
    .map(([title, commands], at) => ({
      title,
      items:
        at === 0
          ? allowed.filter(({ type }) => !later.includes(type))
          : commands.flatMap(command => allowed.filter(({ type }) => type === command)),
    }))
    .filter(({ items }) => items.length > 0)
}

/** What a reader came for stands open; the rest is folded until it is asked for. */
const openly: ReadonlySet<CommandType> = new Set([
  'submit',
  'approve',
  'return',
  'object',
  'review',
  'consent',
  'confirm-evaluation',
  'submit-evaluation',
  'claim',
  'answer-delegation',
  'answer-consultation',
  'mark-read',
])
export const standsOpen = (type: CommandType): boolean => openly.has(type)
