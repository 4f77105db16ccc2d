import { Dropdown } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { Link, useNavigate } from 'react-router'
import type { Me } from '../api/queries.ts'
import { clockTime } from '../ui/time.tsx'
import { useSwitching } from './switching.ts'

/** The bar at the top: search everywhere, how fresh the page is, and who is signed in. */
export const TopBar = ({ me, isHeard }: Readonly<{ me: Me; isHeard: boolean }>) => {
  const since = useRef(new Date())
  if (isHeard) since.current = new Date()
  return (
    <header className="frame-top">
      <Link to="/">
        <b>绩效目标申报</b>
      </Link>
      <span className="unit">{me.organisation?.name}</span>
      <Search />
      <span className="synced" role="status">
        {isHeard ? `已同步 ${clockTime(since.current)}` : `连接中断，显示的是 ${clockTime(since.current)} 的内容`}
      </span>
      <Who me={me} />
    </header>
  )
}

const Search = () => {
  const navigate = useNavigate()
  const [text, setText] = useState('')
  const field = useRef<HTMLInputElement>(null)

  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const isTyping =
        event.target instanceof HTMLElement && event.target.matches('input, textarea, [contenteditable], [role=grid] *')
      if (event.key !== '/' || isTyping) return
      event.preventDefault()
      field.current?.focus()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])

  return (
    <search className="find">
      <form
        onSubmit={event => {
          event.preventDefault()
          void navigate(`/declarations?q=${encodeURIComponent(text.trim())}`)
        }}
      >
        <input
          ref={field}
          type="search"
          aria-label="搜索项目、指标、目标"
          placeholder="搜索项目、指标、目标（按 / 键）"
          value={text}
          onChange={event => setText(event.target.value)}
        />
      </form>
    </search>
  )
}

const Who = ({ me }: Readonly<{ me: Me }>) => {
  const navigate = useNavigate()
  const { accounts, signOut, signInAs } = useSwitching(me)
  const others = accounts.map(({ account, title }) => ({
    key: account,
    label: `换成 ${title}`,
    onClick: () => void signInAs(account),
  }))
  const items = [
    ...others,
    ...(others.length > 0 ? [{ type: 'divider' as const }] : []),
    { key: ' tour', label: '再看一遍介绍', onClick: () => void navigate('/?tour') },
    { key: ' sign-out', label: '退出登录', onClick: () => void signOut() },
  ]
  return (
    <span className="who">
      <Dropdown menu={{ items }} trigger={['click']}>
        <button type="button">{me.name} ▾</button>
      </Dropdown>
    </span>
  )
}
