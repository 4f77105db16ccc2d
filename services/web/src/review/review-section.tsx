import { Input } from 'antd'
import { plainPoints } from '../deciding/words.ts'
import { FindingAnswer } from './finding-answer.tsx'
import { GradeChoice } from './grade-choice.tsx'
import { gradeOfPoints, pointsOfSection, type Sheet, type SheetDraft, type SheetFinding, type SheetItem } from './sheet-draft.ts'

export type Writing = Readonly<{ draft: SheetDraft; write: (part: Partial<SheetDraft>) => void; isOpen: boolean }>
type SectionProps = Writing & Readonly<{ section: Sheet['sections'][number]; sheet: Sheet }>

/** One part of the sheet: its items with what the inspection found for each; points for 重点项目, one grade for others. */
export const ReviewSection = ({ section, sheet, ...writing }: SectionProps) => {
  const { draft, write, isOpen } = writing
  const isByPoints = sheet.variant === 'key'
  return (
    <tbody>
      <tr className="section">
        <th scope="rowgroup">{section.name}</th>
        {isByPoints ? (
          <>
            <td className="num">{plainPoints(section.points)}</td>
            <td className="num">{pointsOfSection(section, draft)}</td>
            <td />
          </>
        ) : (
          <td colSpan={3} className="num">
            <GradeChoice
              label={`${section.name}的等级`}
              grade={draft.grades[section.name] ?? null}
              isOpen={isOpen}
              choose={grade => write({ grades: { ...draft.grades, [section.name]: grade } })}
            />
          </td>
        )}
      </tr>
      {section.items.map(item => (
        <Item key={item.item} item={item} sheet={sheet} {...writing} />
      ))}
    </tbody>
  )
}

const Item = ({ item: shown, sheet, ...writing }: Writing & Readonly<{ item: SheetItem; sheet: Sheet }>) => {
  const { draft, write, isOpen } = writing
  const { item, points: outOf, question, leftToPeople, proposed, findings } = shown
  const isByPoints = sheet.variant === 'key'
  const typed = draft.points[item] ?? ''
  const grade = isByPoints ? gradeOfPoints(shown, typed, sheet) : proposed.grade
  const isOther = isByPoints && proposed.range !== null && grade !== null && grade !== proposed.grade
  return (
    <>
      <tr className={findings.length > 0 ? 'has-findings' : undefined}>
        <td colSpan={isByPoints ? 1 : 3}>
          <b title={question ?? undefined}>{item}</b>
          {leftToPeople !== null && findings.length === 0 && <p className="sub">○ {leftToPeople}</p>}
          {isOther && (
            <p className="t13">
              改判 {proposed.grade} → <b>{grade}</b>
            </p>
          )}
          {isByPoints && isOpen && (isOther || draft.remarks[item] !== undefined) && (
            <Input
              size="small"
              aria-label={`${item}：说明`}
              placeholder="说明"
              value={draft.remarks[item] ?? ''}
              onChange={event => write({ remarks: { ...draft.remarks, [item]: event.target.value } })}
            />
          )}
        </td>
        {isByPoints && <td className="num mute">{plainPoints(outOf)}</td>}
        {isByPoints && (
          <td className="num">
            {isOpen ? (
              <Input
                size="small"
                className="points"
                inputMode="decimal"
                aria-label={`${item}的得分，满分 ${plainPoints(outOf)}`}
                status={typed !== '' && grade === null ? 'error' : ''}
                value={typed}
                onChange={event => write({ points: { ...draft.points, [item]: event.target.value } })}
              />
            ) : (
              typed
            )}
          </td>
        )}
        <td className="grade">{grade ?? (typed === '' ? '' : '？')}</td>
      </tr>
      {findings.length > 0 && (
        <tr>
          <td colSpan={4}>
            <ConfirmAll findings={findings} {...writing} />
            {findings.map(finding => (
              <FindingAnswer key={finding.key} finding={finding} {...writing} />
            ))}
          </td>
        </tr>
      )}
    </>
  )
}

/** Where many things were found that are all as the inspection says: one click for those that have no answer yet. */
const ConfirmAll = ({ findings, draft, write, isOpen }: Writing & Readonly<{ findings: readonly SheetFinding[] }>) => {
  const silent = findings.filter(({ key }) => draft.answers[key] === undefined)
  if (!isOpen || silent.length < CONFIRMED_AT_ONCE_MIN) return null
  const confirmed = Object.fromEntries(silent.map(({ key }) => [key, { verdict: 'confirmed' as const, reason: '' }]))
  return (
    <button type="button" className="act t13" onClick={() => write({ answers: { ...draft.answers, ...confirmed } })}>
      这 {silent.length} 条都确认
    </button>
  )
}
const CONFIRMED_AT_ONCE_MIN = 3

/** What no item asks about. */
export const UnplacedFindings = ({ findings, ...writing }: Writing & Readonly<{ findings: readonly SheetFinding[] }>) =>
  findings.length === 0 ? null : (
    <tbody>
      <tr className="section">
        <th scope="rowgroup" colSpan={4}>
          其他体检提示
        </th>
      </tr>
      {findings.map(finding => (
        <tr key={finding.key}>
          <td colSpan={4}>
            <FindingAnswer finding={finding} {...writing} />
          </td>
        </tr>
      ))}
    </tbody>
  )
