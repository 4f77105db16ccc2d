import { Link, useLocation } from 'react-router'
import type { DeclarationOut } from '../api/queries.ts'
import { grouped } from '../ui/money.tsx'
import { RouteStrip } from './route-strip.tsx'

type Tab = Readonly<{ path: string; title: string; count?: number | undefined }>

/** Name, amount, where it stands; the four tabs that never change, and beside them those of the year's end. */
export const Head = ({ declaration }: Readonly<{ declaration: DeclarationOut }>) => {
  const { id, form, stageTitles, round, year, comments, consultations, opinions, unseenChanges, phase } = declaration
  const { pathname } = useLocation()
  const tabs: readonly Tab[] = [
    { path: '', title: '申报表' },
    { path: '/changes', title: '变化', count: unseenChanges ?? undefined },
    { path: '/opinions', title: '意见', count: comments.length + opinions.length + consultations.length },
    { path: '/trail', title: '轨迹' },
    ...(hasBegun[phase] ? [{ path: '/monitoring', title: '监控' }] : []),
    ...(phase === 'evaluating' || phase === 'published' || phase === 'archived' ? [{ path: '/evaluation', title: '自评' }] : []),
  ]
  const about = [
    form.unit,
    form.funds.annualRequest && `${grouped(form.funds.annualRequest)} 元`,
    form.category,
    `${year} 年度`,
    stageTitles.join('、'),
    round > 0 && `第 ${round + 1} 轮`,
  ]
  return (
    <header className="declaration-head">
      <div className="line">
        <h1>{form.name ?? '未命名的申报'}</h1>
        <p className="t13 mute ellipsis grow">{about.filter(Boolean).join('・')}</p>
        <Link to={`/declarations/${id}/print`} className="t13">
          打印
        </Link>
      </div>
      <div className="line">
        <nav className="tabs" aria-label="这份申报">
          {tabs.map(({ path, title, count }) => {
            const to = `/declarations/${id}${path}`
            const isOn = pathname === to || (path === '/trail' && pathname.startsWith(`/declarations/${id}/at`))
            return (
              <Link key={path} to={to} className={isOn ? 'active' : ''} aria-current={isOn ? 'page' : undefined}>
                {title}
                {count !== undefined && count > 0 && <i> {count}</i>}
              </Link>
            )
          })}
        </nav>
        <RouteStrip declaration={declaration} />
      </div>
    </header>
  )
}

const hasBegun: Readonly<Record<string, boolean>> = { executing: true, evaluating: true, published: true, archived: true }
