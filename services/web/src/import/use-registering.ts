import { countsOfFindings } from '@shenbao/declaration/findings.ts'
import type { Imported } from '@shenbao/server/routes/imports.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { sentenceOf, Unreachable } from '../api/problem.ts'
import { register } from './checking.ts'
import { byFile, type Intake, nothingRead, type ReadForm, type Registered } from './intake.ts'
import type { IntakeStore } from './intake-store.ts'

/**
 * Registers what goes in, file by file: each whole or not at all, so that sending again after an interruption is safe. What is in
 * leaves the intake; what was refused stays as it is.
 */
export const useRegistering = (store: IntakeStore) => {
  const client = useQueryClient()
  const navigate = useNavigate()
  const [busy, setBusy] = useState<string | null>(null)
  const [refusal, setRefusal] = useState<string | null>(null)

  const accept = async (forms: readonly ReadForm[]): Promise<void> => {
    setRefusal(null)
    const files = byFile(forms)
    for (const [at, { file, forms: of }] of files.entries()) {
      setBusy(files.length === 1 ? '正在登记……' : `正在登记第 ${at + 1} 个文件，共 ${files.length} 个……`)
      try {
        const { declarations } = await register(file, of)
        const after = withRegistered(store.snapshot(), of, declarations)
        const [only, ...more] = after.registered
        if (after.forms.length > 0 || !only || more.length > 0) store.change(() => after)
        else {
          // A single one is gone to; the intake is emptied behind it, so that nothing flickers by.
          await client.invalidateQueries({ queryKey: ['lists'] })
          await navigate(`/declarations/${only.id}`)
          return store.change(() => nothingRead)
        }
      } catch (trouble) {
        setRefusal(trouble instanceof Unreachable ? UNANSWERED : sentenceOf(trouble))
        break
      }
    }
    setBusy(null)
    await client.invalidateQueries({ queryKey: ['lists'] })
  }
  return { busy, refusal, accept }
}

const UNANSWERED = '没有收到答复，可能已经登记。请连上后再点登记：已经登记过的会认出来，不会重复。'

/** Forms that went in leave, those that were left out of the same file stay behind only while others do. */
export const withRegistered = (intake: Intake, gone: readonly ReadForm[], declarations: Imported['declarations']): Intake => {
  const keys = new Set(gone.map(({ key }) => key))
  const left = intake.forms.filter(({ key }) => !keys.has(key))
  const added = declarations.map(({ id, name, findings }): Registered => {
    const { error, warning } = countsOfFindings(findings)
    return { id, name, errors: error, warnings: warning }
  })
  return { forms: left.some(({ isLeftOut }) => !isLeftOut) ? left : [], registered: [...intake.registered, ...added] }
}
