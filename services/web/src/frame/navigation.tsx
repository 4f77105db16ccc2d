import { useQuery } from '@tanstack/react-query'
import { Link, useLocation, useSearchParams } from 'react-router'
import { type Me, tasksQuery } from '../api/queries.ts'

type Way = Readonly<{ to: string; long: string; short: string; count?: number | undefined; isOn: boolean }>

/** The ways to go. On a declaration it folds to two-character labels, because there the form needs the width. */
export const Navigation = ({ me }: Readonly<{ me: Me }>) => {
  const { pathname } = useLocation()
  const [search] = useSearchParams()
  const counts = useQuery(tasksQuery('todo')).data?.counts
  const view = pathname === '/' ? (search.get('view') ?? 'todo') : null
  const desk: readonly Way[] = [
    { to: '/', long: '待办', short: '待办', count: counts?.todo, isOn: view === 'todo' },
    { to: '/?view=done', long: '已办', short: '已办', count: counts?.done, isOn: view === 'done' },
    { to: '/?view=mine', long: '我发起的', short: '发起', count: counts?.mine, isOn: view === 'mine' },
    { to: '/?view=cc', long: '抄送我', short: '抄送', count: counts?.cc, isOn: view === 'cc' },
  ]
  const all: readonly Way[] = [
    { to: '/declarations', long: '全部申报', short: '全部', isOn: pathname === '/declarations' },
    ...(me.may.includes('open-declarations')
      ? [{ to: '/import', long: '导入与新建', short: '导入', isOn: pathname.startsWith('/import') }]
      : []),
    { to: '/monitoring', long: '绩效监控', short: '监控', isOn: pathname === '/monitoring' },
    { to: '/evaluations', long: '自评结果', short: '自评', isOn: pathname === '/evaluations' },
    { to: '/audit', long: '谁改了什么', short: '查改', isOn: pathname === '/audit' },
  ]
  return (
    <nav className="frame-nav" aria-label="主要页面">
      <h2>工作台</h2>
      <Ways ways={desk} />
      <h2>申报</h2>
      <Ways ways={all} />
      <h2>设置</h2>
      <PlainWays />
    </nav>
  )
}

const Ways = ({ ways }: Readonly<{ ways: readonly Way[] }>) =>
  ways.map(({ to, long, short, count, isOn }) => (
    <Link key={to} to={to} className={isOn ? 'active' : ''} aria-current={isOn ? 'page' : undefined}>
      <span className="long">{long}</span>
      <span className="short">{short}</span>
      {count !== undefined && <i>{count}</i>}
    </Link>
  ))

/** Set up seldom: pages of the server's own, without script. */
const PlainWays = () =>
  [
    { to: '/plain/deputies', long: '代理', short: '代理' },
    { to: '/plain/people', long: '人员', short: '人员' },
    { to: '/plain/routes', long: '流程', short: '流程' },
  ].map(({ to, long, short }) => (
    <a key={to} href={to}>
      <span className="long">{long}</span>
      <span className="short">{short}</span>
    </a>
  ))
