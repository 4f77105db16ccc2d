import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Dropdown } from 'antd'
import { lazy, Suspense, useRef, useState } from 'react'
import { Link, useLocation, useNavigate } from 'react-router'
import { type DeclarationOut, declarationQuery, meQuery } from '../api/queries.ts'
import { clockTime } from '../ui/time.tsx'
import { obstacleOf, openDemands } from './blocking.ts'
import { useDeciding } from './deciding.tsx'
import './deciding.css'
import type { Draft } from './draft.ts'
import { arranged, type Blocked, type Offer, type Verb, wayOf } from './offers.ts'
import { doneWords, nextWords, shortDigest, verbTitle } from './words.ts'

const VerbDialog = lazy(async () => ({ default: (await import('./verb-dialog.tsx')).VerbDialog }))

type Open = Readonly<{ offer: Offer; opened: DeclarationOut }>
/** What was done here last: it stays in the bar, because a note that goes away is no record. */
type Done = Readonly<{ words: string; at: Date; stages: readonly string[] }>

/** The bar under every tab: what is decided upon, what is in the way, who comes next; and what this person may do now. */
export const DecidingBar = ({ declaration }: Readonly<{ declaration: DeclarationOut }>) => {
  const { id, allowedCommands, blockedCommands, phase, stageTitles } = declaration
  const client = useQueryClient()
  const navigate = useNavigate()
  const { pathname } = useLocation()
  const { flush, setNotePlace } = useDeciding()
  const isAdministrator = useQuery(meQuery).data?.may.includes('keep-directory') ?? false
  const drafts = useRef(new Map<string, Draft>())
  const [open, setOpen] = useState<Open | null>(null)
  const [done, setDone] = useState<Done | null>(null)
  const here = pathname.slice(`/declarations/${id}`.length)
  const { shown, hasMain, more, refused, talk } = arranged(allowedCommands, blockedCommands, phase, here)
  const isWrittenHere = allowedCommands.some(({ type }) => {
    const way = wayOf(type, phase)
    return way?.isOnlyThere === true && way.tab === here && !type.endsWith('-evidence')
  })
  const titleOf = (verb: Named): string => verbTitle(verb, declaration, isAdministrator)

  const begin = async (offer: Offer): Promise<void> => {
    const way = wayOf(offer.type, phase)
    if (way && (way.isOnlyThere || way.tab !== here))
      return void navigate(`/declarations/${id}${way.tab}${offer.type === 'review' ? '?side=review' : ''}`)
    await flush()
    const opened = await client.fetchQuery({ ...declarationQuery(id), staleTime: 0 }).catch(() => declaration)
    const now = opened.allowedCommands.find(({ type, onBehalfOf }) => type === offer.type && onBehalfOf === offer.onBehalfOf)
    if (now) setOpen({ offer: now, opened })
  }
  const key = open ? `${open.offer.type} ${open.offer.onBehalfOf ?? ''}` : ''
  const finish = (now: DeclarationOut | null): void => {
    if (!open) return
    drafts.current.delete(key)
    const stages = now?.stageTitles ?? stageTitles
    setDone({ words: doneWords(open.offer.title, open.offer.type, stageTitles, stages), at: new Date(), stages })
    setOpen(null)
  }
  const takingBack = allowedCommands.find(({ type }) => type === 'withdraw' || type === 'take-back')
  return (
    <section className="bar deciding-bar" aria-label="办理">
      <span ref={setNotePlace} className="bar-note" />
      {done?.stages.join() === stageTitles.join() && (
        <DoneLine done={done} takingBack={takingBack} titleOf={titleOf} begin={begin} />
      )}
      <Standing declaration={declaration} main={hasMain ? shown.at(-1) : undefined} isWrittenHere={isWrittenHere} />
      <div className="verbs">
        {more.length + refused.length > 0 && (
          <MoreVerbs more={more} refused={refused} isAlone={shown.length === 0} titleOf={titleOf} begin={begin} />
        )}
        {talk && shown.length > 0 && (
          <Button className="talk" onClick={() => void begin(talk)}>
            沟通
          </Button>
        )}
        {shown.map((verb, at) => (
          <VerbButton
            key={verb.kind === 'offer' ? nameOf(verb.offer) : nameOf(verb.blocked)}
            verb={verb}
            title={titleOf(verb.kind === 'offer' ? verb.offer : verb.blocked)}
            isMain={hasMain && at === shown.length - 1}
            begin={begin}
          />
        ))}
      </div>
      {open && (
        <Suspense>
          <VerbDialog
            key={key}
            declaration={declaration}
            opened={open.opened}
            offer={open.offer}
            title={titleOf(open.offer)}
            kept={drafts.current.get(key)}
            keep={draft => drafts.current.set(key, draft)}
            close={() => setOpen(null)}
            done={finish}
          />
        </Suspense>
      )}
    </section>
  )
}

const nameOf = ({ type, onBehalfOf = '' }: Readonly<{ type: string; onBehalfOf?: string | undefined }>): string =>
  `${type} ${onBehalfOf}`

const negative = new Set(['return', 'reject', 'object'])

type Named = Readonly<{ type: string; title: string; onBehalfOf?: string | undefined }>
type Acting = Readonly<{ titleOf: (verb: Named) => string; begin: (offer: Offer) => Promise<void> }>

const DoneLine = ({ done, takingBack, titleOf, begin }: Acting & Readonly<{ done: Done; takingBack: Offer | undefined }>) => (
  <p className="done" role="status">
    <span className="green">
      <span aria-hidden="true">✓ </span>
      {done.words}
    </span>{' '}
    {clockTime(done.at)}
    {takingBack && (
      <>
        {' · '}
        <button type="button" className="act" onClick={() => void begin(takingBack)}>
          {titleOf(takingBack)}
        </button>
      </>
    )}
  </p>
)

type MoreProps = Acting & Readonly<{ more: readonly Offer[]; refused: readonly Blocked[]; isAlone: boolean }>

const MoreVerbs = ({ more, refused, isAlone, titleOf, begin }: MoreProps) => (
  <Dropdown
    trigger={['click']}
    placement="topRight"
    menu={{
      items: [
        ...more.map(offer => ({ key: nameOf(offer), label: titleOf(offer), onClick: () => void begin(offer) })),
        ...refused.map(one => ({
          key: `refused ${nameOf(one)}`,
          disabled: true,
          label: <RefusedVerb title={titleOf(one)} why={one.because.detail} />,
        })),
      ],
    }}
  >
    <Button className={isAlone ? '' : 'more'}>更多</Button>
  </Dropdown>
)

const RefusedVerb = ({ title, why }: Readonly<{ title: string; why: string }>) => (
  <span className="refused-verb">
    {title}
    <small>{why}</small>
  </span>
)

type ButtonProps = Readonly<{ verb: Verb; title: string; isMain: boolean; begin: (offer: Offer) => Promise<void> }>

const VerbButton = ({ verb, title, isMain, begin }: ButtonProps) => {
  if (verb.kind === 'blocked')
    return (
      <Button disabled aria-describedby="obstacle">
        {title}
      </Button>
    )
  return (
    <Button
      type={isMain ? 'primary' : 'default'}
      danger={negative.has(verb.offer.type)}
      className={isMain ? 'main' : ''}
      onClick={() => void begin(verb.offer)}
    >
      {title}
    </Button>
  )
}

/** Left of the verbs: the version, what is open on it, what is in the way, and where it goes. */
type StandingProps = Readonly<{ declaration: DeclarationOut; main: Verb | undefined; isWrittenHere: boolean }>

const Standing = ({ declaration, main, isWrittenHere }: StandingProps) => {
  const { revision, digest, phase } = declaration
  const { unanswered, unconfirmed } = openDemands(declaration)
  const next = main?.kind === 'offer' ? (main.offer.next ?? []) : []
  const obstacle = main?.kind === 'blocked' ? obstacleOf(declaration, main.blocked) : null
  return (
    <>
      {main && (
        <span className="kv">
          <span>决定对象</span>
          <b>第 {revision} 版</b> <span className="hash">校验 {shortDigest(digest)}</span>
        </span>
      )}
      {unanswered + unconfirmed > 0 && (
        <span className="kv">
          <span>必改</span>
          {unanswered > 0 ? `${unanswered} 条未答复` : `${unconfirmed} 条待复核`}
        </span>
      )}
      {obstacle && (
        <span className="kv red" id="obstacle">
          ■ {obstacle.words}
          {obstacle.to !== null && (
            <>
              ，<Link to={obstacle.to}>{obstacle.link}</Link>
            </>
          )}
        </span>
      )}
      {main?.kind === 'offer' && next.length > 0 && (
        <span className="kv">
          <span>{main.offer.title}后</span>
          {next.map(nextWords).join('；')}
        </span>
      )}
      {!main && (
        <span className="mute">
          {isWrittenHere ? '由你在上面填写，保存后记入。' : '现在不由你办理。'}
          {declaration.stageTitles.length > 0 && `${isOver(phase) ? '' : '正在'}${declaration.stageTitles.join('、')}。`}
        </span>
      )}
    </>
  )
}

const isOver = (phase: string): boolean => ['published', 'archived', 'rejected', 'terminated'].includes(phase)
