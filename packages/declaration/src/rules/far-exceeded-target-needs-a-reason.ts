import type { Place } from '@shenbao/kernel/decider.ts'

/**
 * A row that has its full points and is flagged `reason-required` all the same says why: exceeded so far that its target may
 * have been set too low, or reached only at an edge the pack does not count. Basis: 财预〔2020〕10号, 完成值高于指标值较多的应分析原因; the pack
 * gives the number.
 */
export const farExceededTargetNeedsAReason = (
  indicator: Readonly<{ id: string; name: string }>,
  flags: readonly string[],
  reason: string,
): readonly Place[] =>
  !flags.includes('reason-required') || reason.trim() !== ''
    ? []
    : [
        {
          indicator: indicator.id,
          field: 'reason',
          message: `「${indicator.name}」完成值与指标值相差较大，请说明原因。`,
        },
      ]
