import { useQuery } from '@tanstack/react-query'
import { App } from 'antd'
import { useCallback, useDeferredValue, useMemo, useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { type Me, meQuery } from '../api/queries.ts'
import '../declaration/declaration.css'
import type { RowField, RowKey } from '../editing/edits.ts'
import { Trouble } from '../frame/trouble.tsx'
import { Waiting } from '../frame/waiting.tsx'
import { AcceptBar, type Hindrance } from './accept-bar.tsx'
import { type Checked, checkQuery } from './checking.ts'
import { type FormActs, FormList } from './form-list.tsx'
import './import.css'
import { useIsPhone } from '../ui/use-phone.ts'
import { changed, confirmed, contentOf, type Intake, nothingRead, type ReadForm, redone, unconfirmed, undone } from './intake.ts'
import { type IntakeStore, useIntake } from './intake-store.ts'
import { type Looked, lookedAt } from './looking.ts'
import { NotYours } from './not-yours.tsx'
import { PreviewSheet } from './preview-sheet.tsx'
import { RegisteredList } from './registered-list.tsx'
import { ToLookAt } from './to-look-at.tsx'
import { useRegistering } from './use-registering.ts'

/** What was read, before anything of it is registered: looked through, corrected, left out, taken in. */
export const PreviewPage = () => {
  const me = useQuery(meQuery).data
  if (!me) return <Waiting />
  return me.may.includes('open-declarations') ? <Kept me={me} /> : <NotYours />
}

const Kept = ({ me }: Readonly<{ me: Me }>) => {
  const { store, intake } = useIntake(me.officerId)
  if (intake.forms.length > 0) return <Preview me={me} store={store} intake={intake} />
  if (intake.registered.length > 0) return <RegisteredList registered={intake.registered} />
  return <Nothing />
}

const Nothing = () => (
  <section className="notice">
    <h1>没有等着核对的申报表</h1>
    <p>
      请到<Link to="/import">导入与新建</Link>选择文件。
    </p>
  </section>
)

type PreviewProps = Readonly<{ me: Me; store: IntakeStore; intake: Intake }>
type Place = Readonly<{ row: RowKey; field: RowField }>

const Preview = ({ me, store, intake }: PreviewProps) => {
  const { forms } = intake
  const { modal } = App.useApp()
  const navigate = useNavigate()
  const [wanted, setWanted] = useState<string | null>(null)
  const [goTo, setGoTo] = useState<Place | null>(null)
  const isNarrow = useIsPhone()
  const chosen = forms.find(({ key }) => key === wanted) ?? forms[0]
  // Looked at a moment later than typed: a key is shown before everything is checked again.
  const settled = useDeferredValue(forms)
  const looked = useMemo(() => lookedAt(settled), [settled])
  const check = useQuery(checkQuery(settled, looked, Number(me.today.slice(0, 4))))
  const { busy, refusal, accept } = useRegistering(store)
  const confirm = useCallback(
    (key: string, what: readonly string[]) =>
      store.change(now => changed(now, key, form => what.reduce((settled, one) => confirmed(settled, one), form))),
    [store],
  )
  const ask = useCallback((row: RowKey, field: RowField) => setGoTo({ row, field }), [])
  const chosenKey = chosen?.key ?? ''
  const confirmRow = useCallback((row: RowKey) => confirm(chosenKey, [row]), [confirm, chosenKey])
  const choose = (key: string): void => {
    setWanted(key)
    setGoTo(null)
  }
  const acts: FormActs = {
    choose,
    confirm,
    unconfirm: key => store.change(now => changed(now, key, unconfirmed)),
    leaveOut: (key, isLeftOut) => store.change(now => changed(now, key, form => ({ ...form, isLeftOut }))),
    goTo: ({ anchor, field }) => {
      if (anchor === null) return
      if (looked.get(chosenKey)?.shown.indicators.some(({ id }) => id === anchor))
        setGoTo({ row: anchor, field: field ?? 'name' })
      else focusField(anchor)
    },
  }
  const giveUp = (): void =>
    void modal.confirm({
      title: '放弃读出的申报表？',
      content: `${forms.length} 份都没有登记，改过的内容也会丢掉。文件本身不受影响，可以再导入。`,
      okText: '放弃',
      cancelText: '继续核对',
      onOk: async () => {
        await navigate('/import')
        store.change(() => nothingRead)
      },
    })
  const already = check.data?.already ?? []
  const seen = chosen && looked.get(chosen.key)
  return (
    <article className="preview">
      <Head intake={intake} />
      <aside className="preview-list">
        <FormList forms={forms} looked={looked} already={already} chosen={chosenKey} acts={acts} />
        <section className="to-look-at" aria-label="要看的地方">
          {check.isError && <Trouble trouble={check.error} again={() => void check.refetch()} />}
          {chosen && seen && (
            <ToLookAt form={chosen} looked={seen} there={already.find(({ key }) => key === chosenKey)} acts={acts} />
          )}
        </section>
      </aside>
      <section
        className="sheet-place"
        aria-label="读出的内容"
        // On a phone the form is wider than the window, and moved by keys as well.
        tabIndex={isNarrow ? 0 : undefined}
        onKeyDown={event => {
          const key = event.ctrlKey || event.metaKey ? event.key.toLowerCase() : ''
          const back = { z: undone, y: redone }[key]
          const isTyping = event.target instanceof HTMLElement && event.target.matches('input:not([data-quiet]), textarea')
          if (!back || isTyping) return
          event.preventDefault()
          store.change(now => changed(now, chosenKey, back))
        }}
      >
        {chosen && seen && (
          <PreviewSheet
            key={chosen.key}
            form={chosen}
            looked={seen}
            isWriting={!isNarrow}
            change={by => store.change(now => changed(now, chosen.key, by))}
            confirm={confirmRow}
            goTo={goTo}
            ask={ask}
          />
        )}
      </section>
      <AcceptBar
        forms={forms}
        looked={looked}
        hindrance={hindranceOf(settled, looked, check.data)}
        refusal={refusal}
        busy={busy}
        isChecking={check.isPending}
        goToForm={choose}
        leaveOut={keys => store.change(now => keys.reduce((left, key) => changed(left, key, leftOut), now))}
        accept={() => void accept(forms)}
        giveUp={giveUp}
      />
    </article>
  )
}

const Head = ({ intake: { forms } }: Readonly<{ intake: Intake }>) => {
  const files = [...new Set(forms.map(({ file }) => file ?? '粘贴的文字'))]
  return (
    <header className="preview-head">
      <h1>核对后登记</h1>
      <p className="t13 mute ellipsis grow">
        {files.join('、')}・读出 {forms.length} 份・还没有登记，改动随时留在本机
      </p>
      <Link to="/import" className="t13">
        再加文件
      </Link>
    </header>
  )
}

const leftOut = (form: ReadForm): ReadForm => ({ ...form, isLeftOut: true })

/** The first thing that keeps it from being registered. */
const hindranceOf = (
  forms: readonly ReadForm[],
  looked: ReadonlyMap<string, Looked>,
  checked: Checked | undefined,
): Hindrance | null => {
  const going = forms.filter(({ isLeftOut }) => !isLeftOut)
  if (going.length === 0) return { sentence: '请至少勾选一份要登记的申报表。', form: null }
  const wrong = going.filter(({ key }) => (looked.get(key)?.wrong.length ?? 0) > 0)
  const [first] = wrong
  if (first) return { sentence: `有 ${wrong.length} 份填写有误，改正后才能登记。`, form: first.key }
  const [refused] = checked?.refusals ?? []
  if (!refused) return null
  const there = checked?.already.filter(({ key }) => going.some(form => form.key === key)) ?? []
  const same = there.filter(({ key, form }) => contentOf(form) === contentOf(looked.get(key)?.shown ?? form))
  if (there.length > 0 && same.length === there.length)
    return { sentence: `有 ${same.length} 份已经登记过，内容相同。`, form: null, leaveOut: same.map(({ key }) => key) }
  return { sentence: refused.refusal.detail, form: there[0]?.key ?? null }
}

/** Fields of the head are buttons that begin their own editing. */
const focusField = (field: string): void => {
  const button = document.querySelector<HTMLElement>(`.preview [data-field="${field}"]`)
  button?.scrollIntoView({ block: 'center' })
  button?.querySelector('button')?.focus()
}
