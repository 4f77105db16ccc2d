/**
 * Which item of the review sheet a finding of the inspection speaks to, after what the item asks (`reviewQuestion`). A pack that
 * names its items otherwise shows the finding under the sheet's `unplaced`.
 */
const items: Readonly<Record<string, readonly string[]>> = {
  // Filled as the format asks, nothing missing, nothing in the wrong cell.
  规范完整性: ['C1', 'C2', 'C3', 'C4', 'L1', 'L2', 'V1'],
  // The text says one thing: its sums agree, its dates are in the rows.
  明确清晰性: ['T3', 'P1'],
  // For every goal its indicator, and the two say the same; the project is what its class says.
  目标相关性: ['T1', 'T2', 'X1'],
  // Fine, measured, easy to follow up: direction, unit, one value a cell, no empty words, evidence and method.
  指标科学性: ['D1', 'D2', 'V2', 'V3', 'V4', 'V7', 'R1', 'Q1', 'E1', 'E2'],
  // Worth its money beside last year and beside the same work elsewhere.
  绩效合理性: ['V6', 'R2'],
  资金匹配性: ['M1', 'M2'],
  // 100% of everything is seldom reached.
  实现可能性: ['V5'],
}

const placed: ReadonlyMap<string, string> = new Map(
  Object.entries(items).flatMap(([item, rules]) => rules.map(rule => [rule, item] as const)),
)

/** A check of the inspection, and not a mark of a file's reader or a rule of submission. */
export const isCheck = (rule: string): boolean => /^[A-Z]\d+$/.test(rule)

/** The item's name. Marks of the reader and rules of submission are about how the form is filled in. */
export const itemOfRule = (rule: string): string | null => placed.get(rule) ?? (isCheck(rule) ? null : '规范完整性')

/** Items whose question the inspection looks at as a whole: silence of its checks says something there, and nowhere else. */
const lookedAtWhole: ReadonlySet<string> = new Set(['规范完整性', '明确清晰性', '指标科学性'])

export const isLookedAtWhole = (item: string): boolean => lookedAtWhole.has(item)
