import { createBrowserRouter } from 'react-router'
import { PageFault } from './frame/page-fault.tsx'
import { Waiting } from './frame/waiting.tsx'

/** Every address of the page. Pages are fetched when somebody goes there. */
export const router = createBrowserRouter([
  {
    HydrateFallback: Waiting,
    ErrorBoundary: PageFault,
    children: [
      {
        path: '/declarations/:id/print',
        lazy: async () => ({ Component: (await import('./print/print-page.tsx')).PrintPage }),
      },
      { path: '/sign-in', lazy: async () => ({ Component: (await import('./sign-in/sign-in-page.tsx')).SignInPage }) },
      {
        lazy: async () => ({ Component: (await import('./frame/frame.tsx')).Frame }),
        children: [
          {
            ErrorBoundary: PageFault,
            children: [
              { index: true, lazy: async () => ({ Component: (await import('./desk/desk-page.tsx')).DeskPage }) },
              { path: '/declarations', lazy: async () => ({ Component: (await import('./list/list-page.tsx')).ListPage }) },
              {
                path: '/declarations/:id',
                lazy: async () => ({ Component: (await import('./declaration/declaration-page.tsx')).DeclarationPage }),
                children: [
                  { index: true, lazy: async () => ({ Component: (await import('./form/form-tab.tsx')).FormTab }) },
                  { path: 'changes', lazy: async () => ({ Component: (await import('./changes/changes-tab.tsx')).ChangesTab }) },
                  {
                    path: 'opinions',
                    lazy: async () => ({ Component: (await import('./opinions/opinions-tab.tsx')).OpinionsTab }),
                  },
                  { path: 'trail', lazy: async () => ({ Component: (await import('./trail/trail-page.tsx')).TrailPage }) },
                  {
                    path: 'monitoring',
                    lazy: async () => ({ Component: (await import('./monitoring/monitoring-tab.tsx')).MonitoringTab }),
                  },
                  {
                    path: 'evaluation',
                    lazy: async () => ({ Component: (await import('./evaluation/evaluation-tab.tsx')).EvaluationTab }),
                  },
                  { path: 'at/:revision?', lazy: async () => ({ Component: (await import('./trail/then-page.tsx')).ThenPage }) },
                ],
              },
              {
                path: '/monitoring',
                lazy: async () => ({ Component: (await import('./monitoring/monitoring-list-page.tsx')).MonitoringListPage }),
              },
              {
                path: '/evaluations',
                lazy: async () => ({ Component: (await import('./evaluation/evaluations-page.tsx')).EvaluationsPage }),
              },
              { path: '/audit', lazy: async () => ({ Component: (await import('./audit/audit-page.tsx')).AuditPage }) },
              { path: '/import', lazy: async () => ({ Component: (await import('./import/start-page.tsx')).StartPage }) },
              {
                path: '/import/preview',
                lazy: async () => ({ Component: (await import('./import/preview-page.tsx')).PreviewPage }),
              },
              { path: '*', lazy: async () => ({ Component: (await import('./frame/nothing-here.tsx')).NothingHere }) },
            ],
          },
        ],
      },
    ],
  },
])
