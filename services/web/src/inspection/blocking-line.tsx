import { useActs, useInspection } from './inspection-context.tsx'
import { placeWords } from './seen-findings.ts'

/** In the bar: what still blocks the submission, and the way there. */
export const BlockingLine = () => {
  const { findings, rowNumber } = useInspection()
  const { goTo } = useActs()
  const blocking = findings.filter(({ blocks }) => blocks !== undefined)
  const [first] = blocking
  if (!first) return null
  const { indicatorId, field } = first
  return (
    <span className="red blocking-line">
      <span aria-hidden="true">■ </span>改正 {blocking.length} 处错误后可提交，
      <button
        type="button"
        className="act"
        onClick={() => goTo({ row: indicatorId ?? null, field: field ?? (indicatorId === undefined ? 'indicators' : 'name') })}
      >
        到{placeWords(first, rowNumber)}
      </button>
    </span>
  )
}
