import { Link } from 'react-router'
import { Mark } from '../ui/mark.tsx'
import type { Registered } from './intake.ts'

/** What was registered just now, with the way to each. */
export const RegisteredList = ({ registered }: Readonly<{ registered: readonly Registered[] }>) => (
  <section className="registered">
    <header className="page-head">
      <h1>已登记 {registered.length} 份</h1>
      <p className="t13 mute">都是草稿，改好后逐份提交</p>
      <Link to="/import" className="t13">
        继续导入
      </Link>
    </header>
    <ul>
      {registered.map(({ id, name, errors, warnings }) => (
        <li key={id}>
          <Link to={`/declarations/${id}`}>{name ?? '未命名的申报'}</Link>
          <span className="t13">
            {errors > 0 ? (
              <>
                <Mark severity="error" count={errors} /> 改正后才能提交
              </>
            ) : (
              <span className="green">✓ 可以提交</span>
            )}{' '}
            {warnings > 0 && <Mark severity="warning" count={warnings} />}
          </span>
        </li>
      ))}
    </ul>
  </section>
)
