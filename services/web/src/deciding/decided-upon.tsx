import { queryOptions, useQuery } from '@tanstack/react-query'
import { newKey, sendCommand } from '../api/client.ts'
import { ApiProblem } from '../api/problem.ts'
import type { DeclarationOut } from '../api/queries.ts'
import { Mark } from '../ui/mark.tsx'
import { openDemands } from './blocking.ts'
import { rehearsed } from './command-of.ts'
import type { Draft } from './draft.ts'
import { Refusal } from './failure-note.tsx'
import type { Offer } from './offers.ts'
import { type Next, nextWords, shortDigest } from './words.ts'

/** Asks where the act would lead, without doing it. */
const rehearsalQuery = ({ id, revision }: DeclarationOut, offer: Offer, draft: Draft) => {
  const command = rehearsed(offer, draft, revision)
  return queryOptions({
    queryKey: ['rehearsal', id, revision, offer.onBehalfOf ?? null, command],
    queryFn: () =>
      command === null ? null : sendCommand({ id, revision, command, key: newKey(), onBehalfOf: offer.onBehalfOf, dryRun: true }),
    enabled: command !== null,
    retry: false,
    staleTime: 30_000,
  })
}

type UponProps = Readonly<{ declaration: DeclarationOut; offer: Offer; draft: Draft }>

/** Said in every dialog: which version, what is still open on it, and who comes next. */
export const DecidedUpon = ({ declaration, offer, draft }: UponProps) => {
  const rehearsal = useQuery(rehearsalQuery(declaration, offer, draft))
  const chosen = draft.texts['to']
  const offered = offer.next?.filter(({ stage }) => chosen === undefined || offer.type !== 'return' || stage === chosen)
  const next = rehearsal.data?.next ?? offered ?? []
  const { error, warning } = countsOf(declaration)
  const { unanswered, unconfirmed } = openDemands(declaration)
  const refusal = rehearsal.error instanceof ApiProblem && rehearsal.error.problem.status === 409 ? rehearsal.error.problem : null
  return (
    <>
      <dl className="decided-upon">
        <dt>决定对象</dt>
        <dd>
          {declaration.form.name} <b>第 {declaration.revision} 版</b>{' '}
          <span className="hash">校验 {shortDigest(declaration.digest)}</span>
        </dd>
        <dt>未决</dt>
        <dd className="open-ones">
          {error + warning + unanswered + unconfirmed === 0 && '没有错误、提醒和必改'}
          {error > 0 && <OpenOnes mark={<Mark severity="error" />} words={`错误 ${error}`} />}
          {warning > 0 && <OpenOnes mark={<Mark severity="warning" />} words={`提醒 ${warning}`} />}
          {unanswered > 0 && <span className="red">必改未答复 {unanswered} </span>}
          {unconfirmed > 0 && <span className="amber">必改待复核 {unconfirmed}</span>}
        </dd>
        {next.length > 0 && <NextLine next={next} />}
      </dl>
      {refusal && <Refusal problem={refusal} declaration={declaration} />}
    </>
  )
}

const OpenOnes = ({ mark, words }: Readonly<{ mark: React.ReactNode; words: string }>) => (
  <span>
    {mark} {words}　
  </span>
)

const NextLine = ({ next }: Readonly<{ next: readonly Next[] }>) => (
  <>
    <dt>接下来</dt>
    <dd>{next.map(nextWords).join('；')}</dd>
  </>
)

const countsOf = ({ findings }: DeclarationOut): Readonly<{ error: number; warning: number }> => ({
  error: findings.filter(({ severity }) => severity === 'error').length,
  warning: findings.filter(({ severity }) => severity === 'warning').length,
})
