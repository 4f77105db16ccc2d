import { Link } from 'react-router'

/** The life of this target is told under 轨迹. */
export const TargetPast = ({ declarationId, row }: Readonly<{ declarationId: string; row: string }>) =>
  row.startsWith('new-') ? null : (
    <section>
      <h3>这一行的经过</h3>
      <p>
        <Link to={`/declarations/${declarationId}/trail?indicator=${row}`}>到轨迹看谁在什么时候改过这一行</Link>
      </p>
    </section>
  )
