import { useQuery } from '@tanstack/react-query'
import { type DeclarationOut, pathQuery } from '../api/queries.ts'

const AHEAD_MAX = 6

/** Where it stands and who comes next, in one line: past solid, future dashed. The whole way is drawn under 轨迹. */
export const RouteStrip = ({ declaration }: Readonly<{ declaration: DeclarationOut }>) => {
  const path = useQuery(pathQuery(declaration.id))
  if (!path.data) return <div className="route-strip" />
  const { now, next } = path.data
  return (
    <ol className="route-strip" aria-label="环节">
      {now.map(({ stage, title }) => (
        <li key={stage} className="here" aria-current="step">
          {title}
        </li>
      ))}
      {next.slice(0, AHEAD_MAX).map(({ stage, title }) => (
        <li key={stage} className="ahead">
          {title}
        </li>
      ))}
    </ol>
  )
}
