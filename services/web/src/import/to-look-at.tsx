import { Link } from 'react-router'
import { Mark } from '../ui/mark.tsx'
import type { Already } from './checking.ts'
import type { FormActs } from './form-list.tsx'
import { contentOf, type ReadForm } from './intake.ts'
import { itemsOf, type Looked } from './looking.ts'

type ToLookAtProps = Readonly<{ form: ReadForm; looked: Looked; there: Already | undefined; acts: FormActs }>

/** What is to be looked at in one form, what is gravest first. */
export const ToLookAt = ({ form, looked, there, acts }: ToLookAtProps) => {
  const { doubts, isCut } = looked
  const items = itemsOf(looked)
  return (
    <>
      {there && <NameTaken form={form} looked={looked} there={there} acts={acts} />}
      {isCut && (
        <p>
          <span className="amber">▲ 不完整</span>
          ：只读到文件所到之处。请对照原件补齐。
          <button type="button" className="act" onClick={() => acts.confirm(form.key, ['form'])}>
            已经补齐
          </button>
        </p>
      )}
      {doubts.length > 0 && (
        <p>
          <b>待核 {doubts.length} 行</b>：读的时候按上下文放的，表上右侧写着「待核」。
          <button
            type="button"
            className="act"
            onClick={() =>
              acts.confirm(
                form.key,
                doubts.map(({ row }) => row),
              )
            }
          >
            都与原件一致
          </button>
        </p>
      )}
      {form.confirmed.length > 0 && (
        <p className="mute">
          已核对 {form.confirmed.length} 处。
          <button type="button" className="act" onClick={() => acts.unconfirm(form.key)}>
            重新核对
          </button>
        </p>
      )}
      {items.length === 0 && doubts.length === 0 && <p className="green">✓ 没有要改的地方</p>}
      <ul>
        {items.map(item => (
          <li key={item.key}>
            <button type="button" onClick={() => acts.goTo(item)} disabled={item.anchor === null}>
              <Mark severity={item.severity} /> <b>{item.place}</b> {item.sentence}
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}

/** The same name is there already: perhaps this very form, sent before. */
const NameTaken = ({ form, looked, there, acts }: Omit<ToLookAtProps, 'there'> & Readonly<{ there: Already }>) => {
  const isSame = contentOf(there.form) === contentOf(looked.shown)
  const link = <Link to={`/declarations/${there.id}`}>打开已登记的那份</Link>
  const leave = form.isLeftOut ? null : (
    <button type="button" className="act" onClick={() => acts.leaveOut(form.key, true)}>
      不登记这一份
    </button>
  )
  return (
    <div role="alert" className="name-taken">
      {isSame ? (
        <p>
          <b>已经登记过了。</b>本单位本年度已有这份申报，内容相同，不必再登记。
        </p>
      ) : (
        <p>
          <b className="red">已有同名申报。</b>本单位本年度已有「{there.form.name}
          」，内容与这一份不同。要两份都有，请改项目名称；要改那一份，请打开它。
        </p>
      )}
      <p>
        {link} {leave}
      </p>
    </div>
  )
}
