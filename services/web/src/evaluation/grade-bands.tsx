import type { GradeBands } from '@shenbao/policy/pack.ts'
import { bandsUpward } from './bands-upward.ts'

/** Where a total lies among the grades: the one reached is filled and says the points. */
export const GradePicture = ({
  bands,
  grade,
  total,
}: Readonly<{ bands: GradeBands; grade: string | null; total: string | null }>) => (
  <ol className="grade-bands" aria-label={total === null ? '还没有总分' : `总分 ${total}，等级 ${grade ?? '未定'}`}>
    {bandsUpward(bands, grade).map(({ grade: name, from, isHere }) => (
      <li key={name} className={isHere ? 'here' : ''}>
        <span>
          {name}
          {isHere && ` ${total} 分`}
        </span>
        <i>{from}</i>
      </li>
    ))}
  </ol>
)
