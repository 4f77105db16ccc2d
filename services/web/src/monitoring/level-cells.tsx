/** The merged 一级 and 二级 cells at the head of a row; no lines: merged into the one above. */
export const LevelCells = ({
  level1,
  level2,
  level1Lines,
  level2Lines,
}: Readonly<{ level1: string | null; level2: string | null; level1Lines: number; level2Lines: number }>) => (
  <>
    {level1Lines > 0 && (
      <td className="middle" rowSpan={level1Lines}>
        {level1}
      </td>
    )}
    {level2Lines > 0 && (
      <td className="middle" rowSpan={level2Lines}>
        {level2}
      </td>
    )}
  </>
)
