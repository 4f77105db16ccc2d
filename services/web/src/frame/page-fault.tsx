import { Button } from 'antd'
import { useRouteError } from 'react-router'
import { sentenceOf } from '../api/problem.ts'

/** A page that broke: the rest of the window stays, and nothing that was typed and saved is lost. */
export const PageFault = () => (
  <section className="notice" role="alert">
    <h1>这一页没有打开</h1>
    <p>{sentenceOf(useRouteError())}</p>
    <p>已保存的内容不受影响。</p>
    <Button onClick={() => window.location.reload()}>重新打开</Button>
  </section>
)
