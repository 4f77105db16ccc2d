import { Link } from 'react-router'

export const NothingHere = () => (
  <section className="notice">
    <h1>没有这个页面</h1>
    <p>
      地址可能写错了。请从<Link to="/">工作台</Link>重新打开。
    </p>
  </section>
)
