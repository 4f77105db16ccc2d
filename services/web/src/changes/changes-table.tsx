import { isField } from '@shenbao/declaration/cells.ts'
import { fieldTitle } from '@shenbao/declaration/words.ts'
import { mergedRows } from '@shenbao/form/merged-rows.ts'
import { Fragment, type ReactNode } from 'react'
import type { DeclarationOut } from '../api/queries.ts'
import { OpinionButton, RowComments, useConfirming, useOpenPlaces } from '../opinions/row-comments.tsx'
import { Instant } from '../ui/time.tsx'
import { type Arranged, type ChangedField, type ChangeLine, type Kind, sharedReasons } from './arrange.ts'
import { FieldChange, RowCell } from './changed-cell.tsx'
import type { Looking, Verdict } from './confirmed.ts'

const kindWords: Readonly<Record<Kind, string>> = { added: '增', revised: '改', removed: '删' }

type Say = (anchor: string, verdict: Verdict | null) => void
type Parts = Readonly<{
  declaration: DeclarationOut
  arranged: Arranged
  /** 全部: unchanged rows too, texts whole. */
  isWhole: boolean
  toggleWhole: () => void
  /** Whose opinion the unchanged rows keep; `null` where nobody looks at the case again. */
  kept: string | null
  /** Where this person decides on the changes one by one. */
  looking: Looking | null
  say: Say
}>

/** What changed in the arrangement of the official form: the changed rows first, what was said under each, the rest folded. */
export const ChangesTable = (parts: Parts) => {
  const { declaration, arranged, isWhole, toggleWhole, kept, looking, say } = parts
  const { general, fields, rows, unchanged } = arranged
  const hasWeights = declaration.form.indicators.some(({ weight }) => weight !== null)
  const width = 5 + (hasWeights ? 1 : 0) + (looking ? 1 : 0)
  const places = useOpenPlaces()
  const toldOnce = new Set(sharedReasons([...fields, ...rows]).map(({ reason }) => reason))
  const shared = { declaration, isWhole, hasWeights, width, looking, say, places, toldOnce }
  return (
    <table className="changes" aria-label="变化">
      <colgroup>
        <col className="c-row" />
        <col className="c-level1" />
        <col className="c-level2" />
        <col />
        {hasWeights && <col className="c-weight" />}
        <col className="c-target" />
        {looking && <col className="c-look" />}
      </colgroup>
      <thead>
        <tr>
          <th>行</th>
          <th>一级指标</th>
          <th>二级指标</th>
          <th>三级指标</th>
          {hasWeights && <th>分值</th>}
          <th>年度指标值</th>
          {looking && <th>复核</th>}
        </tr>
      </thead>
      <tbody>
        {general.length > 0 && (
          <tr className="about-all">
            <td className="c" />
            <td colSpan={width - 1}>
              <p className="sub">关于整份申报</p>
              <RowComments declaration={declaration} anchor={null} comments={general} />
            </td>
          </tr>
        )}
        {[...fields, ...rows].map(line => (
          <Line key={line.anchor} line={line} {...shared} />
        ))}
        {unchanged.length > 0 && (
          <tr className="same fold">
            <td colSpan={width}>
              未变 {unchanged.length} 行{kept !== null && `，${kept}`}
              <button type="button" className="act no-print" aria-expanded={isWhole} onClick={toggleWhole}>
                {isWhole ? '收起' : '展开'}
              </button>
            </td>
          </tr>
        )}
        {isWhole && <Unchanged unchanged={unchanged} {...shared} keptWord={kept === null ? '' : '沿用'} />}
      </tbody>
    </table>
  )
}

type Shared = Pick<Parts, 'declaration' | 'isWhole' | 'looking' | 'say'> &
  Readonly<{ hasWeights: boolean; width: number; places: ReturnType<typeof useOpenPlaces>; toldOnce: ReadonlySet<string> }>

const titleOf = ({ anchor, row, cells }: ChangeLine): string =>
  row?.name ?? (isField(anchor) ? fieldTitle(anchor, false) : (cells.find(({ field }) => field === 'name')?.from ?? '已删去的行'))

const Line = ({ line, ...shared }: Readonly<{ line: ChangeLine }> & Shared) => {
  const { hasWeights, looking, say, places, isWhole } = shared
  const { anchor } = line
  const title = titleOf(line)
  const isComposing = places.isOpen(anchor)
  const beside = line.row || line.kind === 'removed' ? line.cells.filter(({ field }) => !columns.has(field)) : []
  const hasTalk = line.comments.length > 0 || isComposing || beside.length > 0 || reasonsOf(line, shared.toldOnce).length > 0
  const { confirm } = useConfirming(shared.declaration)
  const sayOf = (where: string, verdict: Verdict | null): void => {
    say(where, verdict)
    if (verdict === 'again' && !isComposing) places.toggle(anchor)
    if (verdict === 'passed') void confirm(line.comments)
  }
  return (
    <>
      <tr className={hasTalk ? 'has' : undefined} id={`at-${anchor}`}>
        <Margin line={line} title={title} {...shared} />
        <Cells line={line} hasWeights={hasWeights} isWhole={isWhole} />
        {looking && (
          <td className="c look" data-title="复核">
            <Look looking={looking} anchor={anchor} title={title} say={sayOf} />
          </td>
        )}
      </tr>
      {hasTalk && <TalkRow line={line} beside={beside} {...shared} />}
    </>
  )
}

/** 增 改 删 and the row's number; the way to say something about it. */
const Margin = ({
  line,
  title,
  folded = 0,
  declaration,
  places,
}: Readonly<{ line: ChangeLine; title: string; folded?: number }> & Shared) => {
  const { anchor, kind, number } = line
  const isThere = line.row !== null || isField(anchor)
  return (
    <td className="c">
      <div className="row-margin">
        {kind && <span className={`kind ${kind}`}>{kindWords[kind]}</span>}
        {number !== null && <span className="sub">{number}</span>}
        {isThere && (
          <span className="no-print">
            <OpinionButton
              declaration={declaration}
              title={title}
              count={folded}
              isOpen={places.isOpen(anchor)}
              toggle={() => places.toggle(anchor)}
            />
          </span>
        )}
      </div>
    </td>
  )
}

const TalkRow = ({
  line,
  beside,
  declaration,
  isWhole,
  width,
  places,
  toldOnce,
}: Readonly<{ line: ChangeLine; beside: readonly ChangedField[] }> & Shared) => (
  <tr className="talk-row">
    <td />
    <td colSpan={width - 1}>
      {beside.filter(isSeen).map(cell => (
        <p key={cell.field} className="t13">
          <span className="mute">{fieldTitle(cell.field, true)}　</span>
          <FieldChange cell={cell} isWhole={isWhole} />
        </p>
      ))}
      <Reasons cells={reasonsOf(line, toldOnce)} />
      <RowComments
        declaration={declaration}
        anchor={line.anchor}
        comments={line.comments}
        compose={places.isOpen(line.anchor) ? { close: () => places.close(line.anchor) } : null}
      />
    </td>
  </tr>
)

const columns: ReadonlySet<string> = new Set(['level1', 'level2', 'name', 'weight', 'target'])

const Cells = ({ line, hasWeights, isWhole }: Readonly<{ line: ChangeLine; hasWeights: boolean; isWhole: boolean }>) => {
  const { row, kind, anchor, cells } = line
  if (row === null && kind !== 'removed') {
    const [cell] = cells
    return (
      <>
        <td className="c" colSpan={2}>
          {isField(anchor) ? fieldTitle(anchor, false) : '已删去的行'}
        </td>
        <td colSpan={hasWeights ? 3 : 2} className="text">
          {cell ? <FieldChange cell={cell} isWhole={isWhole} /> : <span className="mute">未改</span>}
        </td>
      </>
    )
  }
  return (
    <>
      <td className="c" data-title="一级指标">
        <RowCell line={line} field="level1" />
      </td>
      <td className="c" data-title="二级指标">
        <RowCell line={line} field="level2" />
      </td>
      <td data-title="三级指标">
        <RowCell line={line} field="name" />
      </td>
      {hasWeights && (
        <td className="num" data-title="分值">
          <RowCell line={line} field="weight" />
        </td>
      )}
      <td data-title="年度指标值">
        <RowCell line={line} field="target" />
      </td>
    </>
  )
}

/** Cells with a reason, one for each reason. An answer to a comment says more than a reason; what many lines share is told once. */
const reasonsOf = ({ cells, comments }: ChangeLine, toldOnce: ReadonlySet<string>): readonly ChangedField[] => {
  if (comments.some(({ answer }) => answer !== null)) return []
  const reasons = new Map(cells.flatMap(cell => (cell.reason === null ? [] : [[cell.reason, cell] as const])))
  return [...reasons.values()].filter(({ reason }) => reason !== null && !toldOnce.has(reason))
}

const Reasons = ({ cells }: Readonly<{ cells: readonly ChangedField[] }>): ReactNode =>
  cells.map(({ reason, byName, at }) => (
    <p key={reason} className="said sub">
      <span className="grow">改动理由：{reason}</span>
      <span className="by">
        {byName} {at !== null && <Instant at={at} />}
      </span>
    </p>
  ))

const verdictWords: Readonly<Record<Verdict, string>> = { passed: '通过', again: '再改' }

/** 通过 or 再改, of one changed row; pressed again it is taken back. */
const Look = ({ looking, anchor, title, say }: Readonly<{ looking: Looking; anchor: string; title: string; say: Say }>) => {
  const { confirmed, again, left } = looking
  const made: Verdict | null = confirmed.includes(anchor) ? 'passed' : again.includes(anchor) ? 'again' : null
  if (made === null && !left.includes(anchor)) return null
  return (
    <fieldset className="verdicts">
      <legend className="spoken">复核“{title}”</legend>
      {(['passed', 'again'] as const).map(verdict => (
        <button
          key={verdict}
          type="button"
          aria-pressed={made === verdict}
          onClick={() => say(anchor, made === verdict ? null : verdict)}
        >
          {made === verdict && <span aria-hidden="true">✓ </span>}
          {verdictWords[verdict]}
        </button>
      ))}
    </fieldset>
  )
}

const Unchanged = ({
  unchanged,
  keptWord,
  ...shared
}: Readonly<{ unchanged: Arranged['unchanged']; keptWord: string }> & Shared) => {
  const { hasWeights, looking, places } = shared
  const numbers = new Map(unchanged.map(({ row, number }) => [row.id, number]))
  const rows = unchanged.map(({ row }) => row)
  const isSplit = rows.some(({ id }) => places.isOpen(id))
  // A line to write in stands between rows: merged cells would reach over it.
  const merged = isSplit ? rows.map(indicator => ({ indicator, level1Rows: 1, level2Rows: 1 })) : mergedRows(rows)
  return merged.map(({ indicator, level1Rows, level2Rows }) => {
    const { id, name, raw, level1, level2, weight } = indicator
    const number = numbers.get(id) ?? null
    const comments = shared.declaration.comments.filter(({ anchor }) => anchor === id)
    const line: ChangeLine = { anchor: id, number, row: indicator, kind: null, cells: [], comments }
    return (
      <Fragment key={id}>
        <tr className="same" id={`at-${id}`}>
          <Margin line={line} title={name} folded={comments.length} {...shared} />
          {level1Rows > 0 && (
            <td className="c" rowSpan={level1Rows}>
              {level1}
            </td>
          )}
          {level2Rows > 0 && (
            <td className="c" rowSpan={level2Rows}>
              {level2}
            </td>
          )}
          <td>{name}</td>
          {hasWeights && <td className="num">{weight}</td>}
          <td>{raw}</td>
          {looking && <td className="c">{keptWord}</td>}
        </tr>
        {places.isOpen(id) && <TalkRow line={line} beside={[]} {...shared} />}
      </Fragment>
    )
  })
}

/** Nothing that became empty is nothing still. */
const isSeen = ({ from, to }: ChangedField): boolean => (from ?? '') !== (to ?? '')
