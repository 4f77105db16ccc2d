import type { Basis } from '@shenbao/kernel/decider.ts'
import { liveAttachments } from './evidence.ts'
import { dayNoticed, evidenceOfRows } from './evidence-rows.ts'
import type { Declaration } from './state.ts'

export const evidenceProblemKinds = ['evidence-missing', 'evidence-detached', 'evidence-day'] as const

export type EvidenceProblem = Readonly<{
  kind: (typeof evidenceProblemKinds)[number]
  severity: 'warning' | 'info'
  indicator: string | null
  indicatorName: string | null
  sentence: string
  basis: Basis
}>

/**
 * What a reviewer would stop at in the evidence: a row whose promised proof never came, one whose proof was taken off and not
 * replaced, a file that speaks of another year. Rows that promised nothing and show nothing are told once, all together.
 */
export const evidenceProblems = (declaration: Declaration): readonly EvidenceProblem[] => {
  const rows = evidenceOfRows(declaration).filter(({ present }) => present === 0)
  const takenOff = rows.flatMap(({ indicator, name }): readonly EvidenceProblem[] => {
    const last = declaration.evidence.findLast(({ indicatorId }) => indicatorId === indicator)
    if (!last?.detached) return []
    const sentence = `「${name}」的佐证「${last.name}」已撤下（${last.detached.reason}），没有再上传。`
    return [{ kind: 'evidence-detached', severity: 'warning', indicator, indicatorName: name, sentence, basis }]
  })
  const others = rows.filter(({ indicator }) => !takenOff.some(problem => problem.indicator === indicator))
  const promised = others.flatMap(({ indicator, name, expected }): readonly EvidenceProblem[] =>
    expected === null
      ? []
      : [
          {
            kind: 'evidence-missing',
            severity: 'warning',
            indicator,
            indicatorName: name,
            sentence: `「${name}」填报时约定以“${expected}”为佐证，没有上传。`,
            basis,
          },
        ],
  )
  const bare = others.filter(({ expected }) => expected === null).length
  return [
    ...takenOff,
    ...promised,
    ...(bare === 0
      ? []
      : [
          {
            kind: 'evidence-missing' as const,
            severity: 'info' as const,
            indicator: null,
            indicatorName: null,
            sentence: `${bare} 项指标没有佐证材料，核查时请向单位索取。`,
            basis,
          },
        ]),
    ...dayProblems(declaration),
  ]
}

const dayProblems = (declaration: Declaration): readonly EvidenceProblem[] =>
  liveAttachments(declaration).flatMap((attachment): readonly EvidenceProblem[] => {
    const noticed = dayNoticed(attachment, declaration)
    if (noticed === null) return []
    const { indicatorId, name } = attachment
    const indicatorName = declaration.form.indicators.find(({ id }) => id === indicatorId)?.name ?? null
    return [
      {
        kind: 'evidence-day',
        severity: 'info',
        indicator: indicatorId,
        indicatorName,
        sentence: `「${name}」：${noticed}`,
        basis,
      },
    ]
  })

const basis: Basis = { kind: 'practice', text: '自评完成值应有佐证材料可查，单位对自评的真实性负责' }
