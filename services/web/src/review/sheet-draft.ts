import { sectionGradesBearOutTheResult } from '@shenbao/declaration/rules/section-grades-bear-out-the-result.ts'
import { decimalText, parseDecimal, sum } from '@shenbao/kernel/decimal.ts'
import { gradeOfItems, gradeOfReview } from '@shenbao/policy/review-sheet.ts'
import type { ReviewSheetOut } from '@shenbao/server/routes/review-sheet.ts'
import { plainPoints } from '../deciding/words.ts'

export type Grade = NonNullable<ReviewSheetOut['proposedGrade']>
export type Sheet = ReviewSheetOut
export type SheetItem = Sheet['sections'][number]['items'][number]
export type SheetFinding = Sheet['unplaced'][number]
export type Answer = Readonly<{ verdict: 'confirmed' | 'overruled'; reason: string }>

/** What a reviewer wrote on the sheet so far; kept on this machine until it is recorded. */
export type SheetDraft = Readonly<{
  /** Points by item, as typed. */
  points: Readonly<Record<string, string>>
  remarks: Readonly<Record<string, string>>
  /** Grades by section, for ordinary projects. */
  grades: Readonly<Record<string, Grade>>
  grade: Grade | null
  comment: string
  answers: Readonly<Record<string, Answer>>
}>

export const allFindings = ({ sections, unplaced }: Sheet): readonly SheetFinding[] => [
  ...sections.flatMap(({ items }) => items.flatMap(({ findings }) => findings)),
  ...unplaced,
]

/** As recorded in this round; before that as the inspection proposes: the points that its grade stands for, and no verdict of anybody. */
export const draftOf = (sheet: Sheet): SheetDraft => {
  const { filled, sections } = sheet
  const counts = filled?.counts ? filled : null
  const items = sections.flatMap(section => section.items)
  return {
    points: Object.fromEntries(
      items.flatMap(({ item, proposed }) => {
        const points = counts?.items?.find(one => one.item === item)?.points ?? (proposed.range && roundest(proposed.range))
        return !points ? [] : [[item, plainPoints(points)]]
      }),
    ),
    remarks: Object.fromEntries(
      (counts?.items ?? []).filter(({ comment }) => comment !== '').map(({ item, comment }) => [item, comment]),
    ),
    grades: Object.fromEntries(
      sections.flatMap(section => {
        const grade = counts?.sections?.find(one => one.section === section.name)?.grade ?? proposedOf(section, sheet)
        return grade ? [[section.name, grade]] : []
      }),
    ),
    grade: counts?.grade ?? sheet.proposedGrade,
    comment: counts?.comment ?? '',
    answers: Object.fromEntries(
      allFindings(sheet).flatMap(({ key, answered }) =>
        answered ? [[key, { verdict: answered.verdict, reason: answered.reason ?? '' }]] : [],
      ),
    ),
  }
}

/** The most whole points of a grade, and its most points where it has no whole ones. */
const roundest = ({ from, to }: Readonly<{ from: string; to: string }>): string => {
  const whole = to.split('.')[0] ?? to
  return Number(whole) >= Number(from) ? whole : to
}

const proposedOf = ({ items }: Sheet['sections'][number], { gradeBands }: Sheet): Grade | null => {
  const graded = items.flatMap(({ points, proposed }) => (proposed.grade ? [{ points, grade: proposed.grade }] : []))
  return graded.length === 0 ? null : gradeOfItems(graded, [...gradeBands])
}

/** What the sheet comes to as it stands on the screen, or everything that is still wrong with it. */
export type Outcome =
  | Readonly<{ ok: true; grade: Grade; total: string | null }>
  | Readonly<{ ok: false; problems: readonly Readonly<{ item: string | null; message: string }>[] }>

export const outcomeOf = (sheet: Sheet, draft: SheetDraft): Outcome => {
  const answers = Object.values(draft.answers).some(({ verdict, reason }) => verdict === 'overruled' && reason.trim() === '')
  const unreasoned = answers ? [{ item: null, message: '不采纳的体检提示要写理由。' }] : []
  if (sheet.variant === 'ordinary') {
    const ungraded = sheet.sections
      .filter(({ name }) => !draft.grades[name])
      .map(({ name }) => ({ item: name, message: `请给「${name}」评定等级` }))
    const unresolved = draft.grade ? [] : [{ item: null, message: '请选择审核结果。' }]
    const problems = [...unreasoned, ...ungraded, ...unresolved, ...(ungraded.length === 0 ? unborne(sheet, draft) : [])]
    return draft.grade && problems.length === 0 ? { ok: true, grade: draft.grade, total: null } : { ok: false, problems }
  }
  const reviewed = sheet.sections.flatMap(({ items }) =>
    items.flatMap(({ item }) => {
      const points = (draft.points[item] ?? '').trim()
      return points === '' ? [] : [{ item, points, comment: draft.remarks[item] ?? '' }]
    }),
  )
  const result = gradeOfReview(reviewed, { review: reviewingOf(sheet) })
  if (!result.ok)
    return {
      ok: false,
      problems: [...unreasoned, ...result.problems.map(({ field, message }) => ({ item: field ?? null, message }))],
    }
  return unreasoned.length > 0 ? { ok: false, problems: unreasoned } : { ok: true, grade: result.grade, total: result.total }
}

/** A result that no section bears out, by the rule that would refuse it. */
const unborne = ({ sections }: Sheet, { grades, grade }: SheetDraft) => {
  if (!grade) return []
  const graded = sections.flatMap(({ name }) => (grades[name] ? [{ section: name, grade: grades[name] }] : []))
  const names = sections.map(({ name }) => name)
  const refused = sectionGradesBearOutTheResult(graded, grade, names)
  return refused ? [{ item: null, message: refused.detail }] : []
}

const reviewingOf = ({ sections, gradeBands }: Sheet) => ({
  sections: sections.map(({ name, items }) => ({ name, items: items.map(({ item, points }) => ({ name: item, points })) })),
  gradeBands: [...gradeBands],
})

/** The grade that so many points of an item amount to; `null` while they are no points of it. */
export const gradeOfPoints = (
  { item, points: outOf }: SheetItem,
  points: string | undefined,
  { gradeBands }: Sheet,
): Grade | null => {
  const only = gradeOfReview([{ item, points: (points ?? '').trim(), comment: '' }], {
    review: { sections: [{ name: item, items: [{ name: item, points: outOf }] }], gradeBands: [...gradeBands] },
  })
  return only.ok ? (only.items[0]?.grade ?? null) : null
}

/** The points of a section so far: those that are points. */
export const pointsOfSection = (section: Sheet['sections'][number], draft: SheetDraft): string =>
  decimalText(sum(section.items.flatMap(({ item }) => parseDecimal((draft.points[item] ?? '').trim()) ?? [])))

/** The command that records the sheet: only verdicts that say something new go along. */
export const reviewCommand = (sheet: Sheet, draft: SheetDraft) => {
  const known = new Map(allFindings(sheet).map(({ key, answered }) => [key, answered]))
  const answers = Object.entries(draft.answers).flatMap(([finding, { verdict, reason }]) => {
    const before = known.get(finding)
    if (before === undefined || (before?.verdict === verdict && (before.reason ?? '') === reason.trim())) return []
    return [{ finding, verdict, ...(reason.trim() !== '' && { reason: reason.trim() }) }]
  })
  const said = { ...(draft.comment.trim() !== '' && { comment: draft.comment.trim() }), ...(answers.length > 0 && { answers }) }
  if (sheet.variant === 'ordinary')
    return {
      type: 'review' as const,
      ...(draft.grade && { grade: draft.grade }),
      sections: sheet.sections.flatMap(({ name }) => {
        const grade = draft.grades[name]
        return grade ? [{ section: name, grade, ...(draft.remarks[name] && { comment: draft.remarks[name] }) }] : []
      }),
      ...said,
    }
  const items = sheet.sections.flatMap(section =>
    section.items.map(({ item }) => ({
      item,
      points: (draft.points[item] ?? '').trim(),
      ...(draft.remarks[item] && { comment: draft.remarks[item] }),
    })),
  )
  return { type: 'review' as const, items, ...said }
}

/** What follows from a grade, by 财预〔2015〕88号 第二十五条. */
export const wayWords: Readonly<Record<Grade, string>> = {
  优: '优，进入下一环节',
  良: '良，可以协商修改后进入下一环节',
  中: '中，只能退回修改后重新报送',
  差: '差，不得进入下一环节，只能不予通过',
}
export const wayBasis = '财预〔2015〕88号第二十五条'

/** How far the reviewer is with what the inspection found. */
export const answeredWords = (sheet: Sheet, { answers }: SheetDraft): string => {
  const findings = allFindings(sheet)
  if (findings.length === 0) return '体检没有发现问题'
  const verdicts = findings.map(({ key }) => answers[key]?.verdict)
  const confirmed = verdicts.filter(verdict => verdict === 'confirmed').length
  const overruled = verdicts.filter(verdict => verdict === 'overruled').length
  return `体检预填 ${findings.length}，确认 ${confirmed}，改判 ${overruled}`
}
