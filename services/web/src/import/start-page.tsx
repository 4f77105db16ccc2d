import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { type Me, meQuery } from '../api/queries.ts'
import { Waiting } from '../frame/waiting.tsx'
import { CopyList } from './copy-list.tsx'
import { DropPlace } from './drop-place.tsx'
import './import.css'
import { useIntake } from './intake-store.ts'
import { NewForm } from './new-form.tsx'
import { NotYours } from './not-yours.tsx'

/** 导入与新建: a file, an empty form, or a copy — the three ways a declaration begins. */
export const StartPage = () => {
  const me = useQuery(meQuery).data
  if (!me) return <Waiting />
  return me.may.includes('open-declarations') ? <Ways me={me} /> : <NotYours />
}

const Ways = ({ me }: Readonly<{ me: Me }>) => {
  const { store, intake } = useIntake(me.officerId)
  return (
    <div className="import-start">
      <header className="page-head">
        <h1>导入与新建</h1>
        <p className="t13 mute">登记后成为草稿，在申报表里改好再提交</p>
      </header>
      {intake.forms.length > 0 && (
        <p className="kept">
          还有 {intake.forms.length} 份读出来没有登记的申报表，改动都留着。 <Link to="/import/preview">继续核对</Link>
        </p>
      )}
      <div className="ways">
        <section aria-label="导入文件">
          <h2>导入申报表</h2>
          <DropPlace store={store} />
        </section>
        <section aria-label="新建">
          <h2>新建空白表</h2>
          <NewForm me={me} />
        </section>
      </div>
      <CopyList me={me} />
    </div>
  )
}
