import { Link } from 'react-router'

export const NotYours = () => (
  <section className="notice">
    <h1>这里不由你办理</h1>
    <p>
      导入和新建申报由经办人办理。请回<Link to="/">工作台</Link>，或请经办人登记。
    </p>
  </section>
)
