import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect } from 'react'
import { Link, useParams, useSearchParams } from 'react-router'
import { type DeclarationOut, declarationQuery } from '../api/queries.ts'
import { Trouble } from '../frame/trouble.tsx'
import { Waiting } from '../frame/waiting.tsx'
import { footerWords } from './footer-words.ts'
import './print.css'
import { PrintedEvaluation } from './printed-evaluation.tsx'
import { PrintedForm } from './printed-form.tsx'
import { PrintedMonitoring } from './printed-monitoring.tsx'

/** A sheet as it comes out of the printer: nothing of the page stands around it. */
export const PrintPage = () => {
  const { id = '' } = useParams()
  const [search] = useSearchParams()
  const declaration = useQuery(declarationQuery(id))
  const footer = declaration.data ? footerWords(declaration.data) : null
  usePageFooter(footer)
  if (declaration.isLoadingError) return <Trouble trouble={declaration.error} again={() => void declaration.refetch()} />
  if (!declaration.data || footer === null) return <Waiting />
  return (
    <main className="print-page">
      <nav className="print-bar" aria-label="打印">
        <Link to={`/declarations/${id}`}>返回申报</Link>
        <span className="mute">A4 纵向。页脚有页码、版本和校验：{footer}</span>
        <Button type="primary" onClick={() => window.print()}>
          打印
        </Button>
      </nav>
      <Sheet declaration={declaration.data} sheet={search.get('sheet')} period={search.get('period')} />
    </main>
  )
}

type Parts = Readonly<{ declaration: DeclarationOut; sheet: string | null; period: string | null }>

const Sheet = ({ declaration, sheet, period }: Parts) => {
  if (sheet === 'monitoring') return <PrintedMonitoring declaration={declaration} period={period} />
  if (sheet === 'evaluation') return <PrintedEvaluation declaration={declaration} />
  return <PrintedForm key={declaration.revision} declaration={declaration} />
}

/** The margin of the paper is set by a rule of its own, since what stands in it differs from sheet to sheet. */
const usePageFooter = (words: string | null): void => {
  useEffect(() => {
    if (words === null) return
    const rules = new CSSStyleSheet()
    rules.replaceSync(`@page { @bottom-left { content: ${JSON.stringify(words)}; font-size: 9pt; } }`)
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, rules]
    // The name under which the paper is kept as a file.
    const title = document.title
    document.title = words
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter(one => one !== rules)
      document.title = title
    }
  }, [words])
}
