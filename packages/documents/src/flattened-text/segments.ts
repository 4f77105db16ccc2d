import type { TextLine } from './cells.ts'

/**
 * The lines of one form, from its title on. `titled` is false for a further form under the title of the one before.
 * `overlong`: it had more lines than a form can have, and the rest was left out.
 */
export type Segment = Readonly<{ lines: readonly TextLine[]; titled: boolean; overlong: boolean }>

/** Far more than any form has; what goes on longer is noise that must not fill the memory. */
const MOST_LINES = 5000
/** More forms than any file has. */
const MOST_FORMS = 2000
/** Where a boundary may stand in a line; a form has its labels at the front. */
const FRONT = 200
/** Lines between a title and the head of its form. */
const MOST_HELD = 10
/** Lines before the first sign of a form that may still belong to it (its title with the year). */
const LEAD_LINES = 6

const TITLE = /绩\s*效.{0,16}表[\s|)）]*$|绩效目标.{0,6}表/
const FORM_TITLE = /(?:目标|自评|申报|批复|审批|监控).{0,12}表/
const NAME =
  /^[\s|｜]*(?:[^\t|｜]{0,12}[\t|｜]\s*)?(?:二级)?(?:项\s*目(?:支出)?|专\s*项|政\s*策|转移支付)\s*(?:[（(/](?:政策|项目|专项)[）)]?)?\s*名\s*称/
const TABLE =
  /三\s*级\s*指\s*标|^[\s|｜]*(?:绩\s*效\s*指\s*标[\s|｜]+)?(?:经济|社会|生态环境|生态)?(?:成本|产出|数量|质量|时效|效益|满意度)\s*指\s*标/
const FIELD = /^[\s|｜]*(?:项目性质|主管部门|实施单位|计划开始日期|项目资金|年度资金(?:申请)?总额)/
const FILLED_BY = /^[\s|｜]*(?:填报|预算|申报|编制|项目)\s*单位/
/** Two cells or more on a line. */
const ROW = /\S\s*[\t|｜]\s*[^\s|｜]/
const SIGNATURE = /盖章|签字|签章|意见/

type Draft = { lines: TextLine[]; titled: boolean; hasName: boolean; hasTable: boolean; overlong: boolean }

/**
 * Cuts a text into forms. Runs through it once, keeps only lines that belong to a form, and looks at the front of each line
 * only, so that noise of any size costs time but no memory.
 */
export const segmentsOf = (text: string): readonly Segment[] => {
  const done: Draft[] = []
  let draft: Draft | null = null
  // Lines that may belong to the next form: in front of the first, or from a title on that may as well be a running header.
  let lead: TextLine[] = []
  let held: TextLine[] = []
  for (const entry of entriesOf(text)) {
    const front = entry.text.slice(0, FRONT)
    const signs = signsOf(entry.text, front)
    const waits: boolean = draft?.hasTable === true && (held.length > 0 || signs.title) && !beginsHead(front, signs)
    if (draft !== null && waits && !signs.table && held.length < MOST_HELD && (signs.title || !ROW.test(front))) {
      if (signs.title) for (const line of held.splice(0)) extend(draft, line, NO_SIGNS)
      held.push(entry)
      continue
    }
    const opens = draft === null ? signs.title || signs.name || signs.table : !waits && startsAnother(draft, signs, front)
    if (draft !== null && !opens) for (const line of held) extend(draft, line, NO_SIGNS)
    if (opens) {
      if (draft !== null && done.length === MOST_FORMS) {
        draft.overlong = true
        break
      }
      const titled: boolean = draft === null || signs.title || held.length > 0
      draft = { lines: draft === null ? lead : held, titled, hasName: false, hasTable: false, overlong: false }
      done.push(draft)
    }
    held = []
    if (draft === null) lead = [...lead, entry].slice(-LEAD_LINES)
    else extend(draft, entry, signs)
  }
  if (draft !== null) for (const line of held) extend(draft, line, NO_SIGNS)
  return done
}

/** The lines that are not blank. */
function* entriesOf(text: string): Generator<TextLine> {
  let broken = false
  for (const line of linesOf(text)) {
    if (line.trim() === '') broken = true
    else {
      yield { text: line, broken: broken || line.includes('\f') }
      broken = false
    }
  }
}

const signsOf = (line: string, front: string): Signs => ({
  title: line.length < FRONT && TITLE.test(front) && !TABLE.test(front),
  name: NAME.test(front),
  table: TABLE.test(front),
})

const NO_SIGNS: Signs = { title: false, name: false, table: false }

/** Whether the head of a form begins, which tells a title from the running header of a page. */
const beginsHead = (front: string, signs: Signs): boolean => signs.name || FIELD.test(front) || FILLED_BY.test(front)

type Signs = Readonly<{ title: boolean; name: boolean; table: boolean }>

const startsAnother = (draft: Draft, signs: Signs, front: string): boolean => {
  // A heading over the indicators of a form (`绩效指标表`) is no title of another one.
  if (signs.title) return draft.hasName && !draft.hasTable && FORM_TITLE.test(front)
  if (signs.name) return draft.hasTable || (draft.hasName && draft.lines.length > 8)
  return draft.hasTable && FIELD.test(front) && !SIGNATURE.test(front)
}

const extend = (draft: Draft, entry: TextLine, signs: Signs): void => {
  draft.hasName ||= signs.name
  draft.hasTable ||= signs.table
  if (draft.lines.length < MOST_LINES) draft.lines.push(entry)
  else draft.overlong = true
}

/** A form that came on one line, its cells parted by single spaces. */
const isWholeForm = (line: string): boolean =>
  line.length > FRONT && !/[\t|｜]/.test(line) && /\s项\s*目\s*名\s*称\s/.test(line) && /\s三\s*级\s*指\s*标\s/.test(line)

/** Lines one at a time, whatever ends them. */
function* linesOf(text: string): Generator<string> {
  let from = 0
  while (from < text.length) {
    const newline = text.indexOf('\n', from)
    const end = newline === -1 ? text.length : newline
    const line = text.slice(from, end)
    yield* isWholeForm(line) ? line.split(/\s+/) : [line.endsWith('\r') ? line.slice(0, -1) : line]
    from = end + 1
  }
}
