import { useQuery } from '@tanstack/react-query'
import { Outlet, useMatch, useOutletContext, useParams } from 'react-router'
import { type DeclarationOut, declarationQuery } from '../api/queries.ts'
import { Deciding } from '../deciding/deciding.tsx'
import { DecidingBar } from '../deciding/deciding-bar.tsx'
import { Trouble } from '../frame/trouble.tsx'
import { Waiting } from '../frame/waiting.tsx'
import './declaration.css'
import { Head } from './head.tsx'

/**
 * One declaration: the head and the tabs stay, what is under them changes. Everything below gets the declaration as it is now. Nothing
 * is decided while the form is shown as it once stood: it is another one than would be decided upon.
 */
export const DeclarationPage = () => {
  const { id = '' } = useParams()
  const declaration = useQuery(declarationQuery(id))
  const isThen = useMatch('/declarations/:id/at/*') !== null
  if (declaration.isLoadingError) return <Trouble trouble={declaration.error} again={() => void declaration.refetch()} />
  if (!declaration.data) return <Waiting />
  return (
    <article className="declaration">
      <Deciding key={id}>
        <Head declaration={declaration.data} />
        <div className="declaration-body">
          <Outlet context={declaration.data} />
        </div>
        {!isThen && <DecidingBar declaration={declaration.data} />}
      </Deciding>
    </article>
  )
}

/** The declaration of the page that surrounds the caller. */
export const useDeclaration = (): DeclarationOut => useOutletContext<DeclarationOut>()
