import { useQuery } from '@tanstack/react-query'
import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { type DeclarationOut, type HistoryItem, historyQuery } from '../api/queries.ts'
import { useDeclaration } from '../declaration/declaration-page.tsx'
import { Trouble } from '../frame/trouble.tsx'
import { Waiting } from '../frame/waiting.tsx'
import { Consultations } from './consultations.tsx'
import './opinions.css'
import { RowComments } from './row-comments.tsx'
import { type Filter, filtered, filters, filterWords, namesIn, type Place, placesOf } from './talk.ts'
import { allowedOf } from './use-act.ts'
import { Voices } from './voices.tsx'

/** 意见: what was said of each place with the answers, and beside it what each stage decided, round by round. */
export const OpinionsTab = () => {
  const declaration = useDeclaration()
  const history = useQuery(historyQuery(declaration.id))
  if (history.isLoadingError) return <Trouble trouble={history.error} again={() => void history.refetch()} />
  if (!history.data) return <Waiting />
  const { items } = history.data
  return (
    <div className="sheet-and-side opinions-place">
      <div className="sheet-place">
        <Comments declaration={declaration} items={items} />
        <Consultations declaration={declaration} nameOf={namesIn(items)} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: text that is cut off is reached with the arrow keys */}
      <aside className="side" aria-label="各环节意见" tabIndex={0}>
        <Voices opinions={declaration.opinions} items={items} />
      </aside>
    </div>
  )
}

const emptyWords: Readonly<Record<Filter, string>> = {
  all: '还没有人写过意见。审核时在申报表或变化里点行旁的“意见”，就写在那一行下面。',
  unanswered: '都已答复。',
  must: '没有必改的意见。',
}

const Comments = ({ declaration, items }: Readonly<{ declaration: DeclarationOut; items: readonly HistoryItem[] }>) => {
  const { comments } = declaration
  const waitsForMe = allowedOf(declaration, 'answer-comment') !== undefined
  const [filter, setFilter] = useState<Filter>(waitsForMe ? 'unanswered' : 'all')
  const [isComposing, setComposing] = useState(false)
  const places = placesOf(filtered(comments, filter), declaration, items)
  return (
    <section className="comments" aria-label="逐行意见">
      <header>
        <h2>逐行意见</h2>
        <Segmented
          size="small"
          className="no-print"
          value={filter}
          onChange={setFilter}
          options={filters.map(one => ({ value: one, label: `${filterWords[one]} ${filtered(comments, one).length}` }))}
        />
        {allowedOf(declaration, 'comment') && !isComposing && (
          <Button size="small" className="no-print" onClick={() => setComposing(true)}>
            对整份申报写意见
          </Button>
        )}
      </header>
      {isComposing && (
        <RowComments declaration={declaration} anchor={null} comments={[]} compose={{ close: () => setComposing(false) }} />
      )}
      {places.length === 0 && <p className="nothing mute">{emptyWords[filter]}</p>}
      <ol>
        {places.map(place => (
          <li key={place.anchor ?? ''}>
            <PlaceHead declaration={declaration} place={place} items={items} />
            <RowComments declaration={declaration} anchor={place.anchor} comments={place.comments} />
          </li>
        ))}
      </ol>
    </section>
  )
}

type HeadParts = Readonly<{ declaration: DeclarationOut; place: Place; items: readonly HistoryItem[] }>

/** The place, what stands there now, and the way to what became of it since it was first spoken of. */
const PlaceHead = ({ declaration, place: { anchor, number, title, comments }, items }: HeadParts) => {
  const first = items.find(({ type, at }) => type === 'comment-made' && at === comments[0]?.at)
  const row = declaration.form.indicators.find(({ id }) => id === anchor)
  return (
    <h3>
      <span className="mute">{number === null ? '' : `行 ${number}`}</span>
      <b>{title}</b>
      {row && <span className="t13 mute grow">{row.raw}</span>}
      {anchor !== null && (
        <Link className="t13 no-print" to={`/declarations/${declaration.id}/changes${first ? `?since=${first.revision}` : ''}`}>
          看变化
        </Link>
      )}
    </h3>
  )
}
