import type { DeclarationCommand } from '@shenbao/declaration/commands.ts'
import { changesOf, type Draft } from './draft.ts'
import type { Offer } from './offers.ts'

/** A dialog as a command, or what is still missing, as a sentence with the name of its field. */
export type Wanted = Readonly<{ commands: readonly DeclarationCommand[] }> | Readonly<{ missing: string; field: string }>

/** `revision`: up to where the reader has seen, for 已阅. */
export const commandOf = (offer: Offer, draft: Draft, revision: number): Wanted => {
  const { type, needs, to = [] } = offer
  const text = (name: string): string => (draft.texts[name] ?? '').trim()
  const missing = missingIn(offer, draft)
  if (missing) return missing
  const [person] = draft.people
  const officers = draft.people.map(({ id }) => id)
  const reason = text('reason')
  const slot = optional('slot', text('slot'))
  const one = (command: DeclarationCommand): Wanted => ({ commands: [command] })
  switch (type) {
    case 'approve':
      return one({
        type,
        ...optional('opinion', text('opinion')),
        ...(needs.includes('documentNumber') && { documentNumber: text('documentNumber') }),
        ...(draft.ticked.length > 0 && { confirmed: [...draft.ticked] }),
      })
    case 'return':
      return {
        commands: [
          ...draft.remarks
            .filter(remark => remark.text.trim() !== '')
            .map(({ anchor, text: said }) => ({ type: 'comment' as const, anchor, kind: 'must' as const, text: said.trim() })),
          {
            type,
            reason,
            ...optional('to', text('to') || (to[0] ?? '')),
            then: text('then') === 'straight' ? 'straight' : 'step',
          },
        ],
      }
    case 'transfer':
    case 'delegate':
      return one({ type, officer: person?.id ?? '', reason, ...slot })
    case 'add-signer':
      return one({ type, officer: person?.id ?? '', place: text('place') === 'after' ? 'after' : 'before', reason, ...slot })
    case 'remove-signer':
      return one({ type, slot: text('slot'), reason })
    case 'claim':
    case 'release':
      return one({ type, ...slot })
    case 'copy':
      return one({ type, officers, ...optional('note', text('note')) })
    case 'consult':
      return one({ type, officers, question: text('question') })
    case 'mark-read':
      return one({ type, upTo: revision })
    case 'urge':
      return one({ type, ...optional('message', text('message')) })
    case 'withdraw':
    case 'discard':
    case 'take-back':
      return one({ type, ...optional('reason', reason) })
    case 'comment':
      return one({
        type,
        kind: text('kind') === 'should' ? 'should' : 'must',
        text: text('text'),
        anchor: text('anchor') || null,
      })
    case 'amend':
      return one({ type, reason, changes: [...changesOf(draft.cells)] })
    case 'request-adjustment':
      return one({ type, reason, changes: [...changesOf(draft.cells)], ...groundOf(text('ground')) })
    case 'correct': {
      const changes = changesOf(draft.cells)
      return one({ type, reason, ...(changes.length > 0 && { changes: [...changes] }) })
    }
    case 'answer-rectification':
      return one({ type, number: Number(text('number')), text: text('text') })
    case 'return-rectification':
      return one({ type, number: Number(text('number')), reason, ...optional('dueOn', text('dueOn')) })
    case 'close-rectification':
      return one({ type, number: Number(text('number')), ...optional('opinion', text('opinion')) })
    case 'issue-rectification': {
      const rows = draft.ticked.length > 0 && { indicators: [...draft.ticked] }
      const said = { source: text('source'), findings: text('findings'), measure: text('measure'), dueOn: text('dueOn') }
      return one({ type, ...said, ...rows, ...optional('period', text('period')) } as DeclarationCommand)
    }
    default:
      // What needs only texts: each under its own name. The server says what is wrong with them.
      return one({ type, ...Object.fromEntries(needs.map(name => [name, text(name)])) } as DeclarationCommand)
  }
}

const optional = <Name extends string>(name: Name, text: string): { [Key in Name]?: string } =>
  (text === '' ? {} : { [name]: text }) as { [Key in Name]?: string }

/** "2026-07 id id" for rows of a month's monitoring, "3" for a rectification. */
const groundOf = (ground: string) => {
  if (ground === '') return {}
  const [first = '', ...indicators] = ground.split(' ')
  return { because: indicators.length > 0 ? { period: first, indicators } : { rectification: Number(first) } }
}

const asks: Readonly<Record<string, string>> = {
  opinion: '请写意见',
  reason: '请写理由',
  documentNumber: '请写批复文号',
  question: '请写要问的问题',
  answer: '请写答复',
  text: '请写内容',
  officer: '请选一个人',
  officers: '请至少选一个人',
  slot: '请选减去谁',
  changes: '请至少改一处',
  confirmed: '请逐处复核改动',
  to: '请选去哪个环节',
  place: '请选前加签还是后加签',
  findings: '请写发现的问题',
  dueOn: '请写整改期限',
  number: '请选哪一号整改',
  source: '请选整改来源',
  measure: '请选处理措施',
}

const missingIn = (
  { needs, to = [] }: Offer,
  { texts, people, ticked, cells }: Draft,
): Readonly<{ missing: string; field: string }> | null => {
  const isThere = (name: string): boolean => {
    switch (name) {
      case 'officer':
      case 'officers':
        return people.length > 0
      case 'changes':
        return Object.keys(cells).length > 0
      case 'confirmed':
        return ticked.length > 0
      case 'to':
        return to.length > 0 || (texts['to'] ?? '') !== ''
      case 'place':
      case 'kind':
      case 'upTo':
        return true
      default:
        return (texts[name] ?? '').trim() !== ''
    }
  }
  const field = needs.find(name => !isThere(name))
  return field === undefined ? null : { missing: asks[field] ?? '请填写', field }
}

/** The same act with texts that say nothing yet, to ask where it would lead while somebody is still writing. */
export const rehearsed = (offer: Offer, draft: Draft, revision: number): DeclarationCommand | null => {
  const written = ['opinion', 'reason', 'documentNumber', 'question', 'answer', 'text', 'findings', 'message', 'note']
  const texts = Object.fromEntries(Object.entries(draft.texts).filter(([name]) => !written.includes(name)))
  const placeholders = Object.fromEntries(offer.needs.filter(name => written.includes(name)).map(name => [name, '…']))
  const wanted = commandOf(offer, { ...draft, texts: { ...texts, ...placeholders }, remarks: [] }, revision)
  return 'commands' in wanted ? (wanted.commands.at(-1) ?? null) : null
}
