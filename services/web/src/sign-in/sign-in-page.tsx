import { demonstrationAccounts, demonstrationPassword } from '@shenbao/directory/demonstration.ts'
import type { Entrance } from '@shenbao/server/routes/session.ts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { get, send } from '../api/client.ts'
import { sentenceOf } from '../api/problem.ts'
import './sign-in.css'

type Credentials = Readonly<{ account: string; password: string }>

/** Who are you? In demonstration mode the nine desks stand one click away. */
export const SignInPage = () => {
  const client = useQueryClient()
  const navigate = useNavigate()
  const [search] = useSearchParams()
  const [trouble, setTrouble] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const entrance = useQuery({ queryKey: ['entrance'], queryFn: () => get<Entrance>('/api/session') })

  const signIn = async (credentials: Credentials): Promise<void> => {
    setBusy(true)
    setTrouble(null)
    try {
      await send('POST', '/api/session', credentials)
      client.clear()
      await navigate(placeWithin(search.get('back')), { replace: true })
    } catch (caught) {
      setTrouble(sentenceOf(caught))
    } finally {
      setBusy(false)
    }
  }

  return (
    <main className="sign-in">
      <h1>绩效目标申报</h1>
      <p className="mute">财政项目支出绩效目标的申报、审核、批复、监控和自评</p>
      {trouble !== null && <Alert type="error" title={trouble} showIcon />}
      <Form layout="vertical" onFinish={(credentials: Credentials) => void signIn(credentials)} requiredMark={false}>
        <Form.Item label="账号" name="account" rules={[{ required: true, message: '请填写账号。' }]}>
          <Input autoComplete="username" autoFocus />
        </Form.Item>
        <Form.Item label="口令" name="password" rules={[{ required: true, message: '请填写口令。' }]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={isBusy} block>
          登录
        </Button>
      </Form>
      {entrance.data?.demonstration === true && (
        <section className="desks" aria-label="演示账号">
          <h2>演示模式：选一个岗位直接登录</h2>
          <ul>
            {demonstrationAccounts.map(({ account, title }) => (
              <li key={account}>
                <Button block disabled={isBusy} onClick={() => void signIn({ account, password: demonstrationPassword })}>
                  {title}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </main>
  )
}

/** Only a place of this page: nobody is sent elsewhere by a link they followed. */
const placeWithin = (back: string | null): string => (back !== null && /^\/(?!\/)/.test(back) ? back : '/')
