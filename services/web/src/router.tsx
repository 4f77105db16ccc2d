import { createBrowserRouter } from 'react-router'
import { PageFault } from './frame/page-fault.tsx'
import { Waiting } from './frame/waiting.tsx'

/** Every address of the page. Pages are fetched when somebody goes there. */
export const router = createBrowserRouter([
  {
    HydrateFallback: Waiting,
    ErrorBoundary: PageFault,
    children: [
      { path: '/sign-in', lazy: async () => ({ Component: (await import('./sign-in/sign-in-page.tsx')).SignInPage }) },
      {
        lazy: async () => ({ Component: (await import('./frame/frame.tsx')).Frame }),
        children: [
          {
            ErrorBoundary: PageFault,
            children: [
              { index: true, lazy: async () => ({ Component: (await import('./desk/desk-page.tsx')).DeskPage }) },
              {
                path: '/declarations/:id',
                lazy: async () => ({ Component: (await import('./declaration/declaration-page.tsx')).DeclarationPage }),
                children: [
                  { index: true, lazy: async () => ({ Component: (await import('./form/form-tab.tsx')).FormTab }) },
                  { path: 'changes', lazy: async () => ({ Component: (await import('./changes/changes-tab.tsx')).ChangesTab }) },
                  { path: 'opinions', lazy: async () => ({ Component: (await import('./opinions/opinions-tab.tsx')).OpinionsTab }) },
                ],
              },
              { path: '*', lazy: async () => ({ Component: (await import('./frame/nothing-here.tsx')).NothingHere }) },
            ],
          },
        ],
      },
    ],
  },
])
