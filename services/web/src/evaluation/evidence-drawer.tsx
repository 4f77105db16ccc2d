import { useQuery } from '@tanstack/react-query'
import { Drawer } from 'antd'
import type { DeclarationOut } from '../api/queries.ts'
import { Trouble } from '../frame/trouble.tsx'
import { Waiting } from '../frame/waiting.tsx'
import { offered } from '../monitoring/act.ts'
import { EvidenceItem } from './evidence-item.tsx'
import { EvidenceUpload } from './evidence-upload.tsx'
import { attachmentsQuery } from './queries.ts'

/** The files that prove one row: what was agreed on when it was declared, what there is, and another one. */
export const EvidenceDrawer = ({
  declaration,
  row,
  close,
}: Readonly<{ declaration: DeclarationOut; row: string; close: () => void }>) => {
  const list = useQuery(attachmentsQuery(declaration.id))
  const about = list.data?.rows.find(({ indicator }) => indicator === row)
  const items = list.data?.items.filter(({ indicator }) => indicator === row) ?? []
  const attaching = offered(declaration, 'attach-evidence')
  const detaching = offered(declaration, 'detach-evidence')
  return (
    <Drawer open onClose={close} size={480} title={`佐证材料：${about?.name ?? ''}`}>
      {list.isError && !list.data && <Trouble trouble={list.error} again={() => void list.refetch()} />}
      {!list.data && !list.isError && <Waiting />}
      {about && (
        <div className="agreed">
          <p>申报时约定：{about.expected ?? '没有约定佐证材料'}</p>
          {about.source !== null && <p>数据来源：{about.source}</p>}
          {about.hint !== null && <p className="amber">▲ {about.hint}</p>}
        </div>
      )}
      {list.data && items.length === 0 && <p className="mute">这一行还没有佐证材料。</p>}
      <ul className="evidence-list">
        {items.map(item => (
          <EvidenceItem key={item.id} declaration={declaration} item={item} detaching={detaching} />
        ))}
      </ul>
      {attaching && <EvidenceUpload declaration={declaration} row={row} onBehalfOf={attaching.onBehalfOf} />}
    </Drawer>
  )
}
