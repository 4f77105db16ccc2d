import { type ComponentProps, lazy, Suspense } from 'react'

const RowDrawer = lazy(async () => ({ default: (await import('./row-drawer.tsx')).RowDrawer }))
const LibraryDialog = lazy(async () => ({ default: (await import('./library-dialog.tsx')).LibraryDialog }))

/** Fetched when somebody opens a row for the first time. */
export const LazyRowDrawer = (props: ComponentProps<typeof RowDrawer>) => (
  <Suspense>
    <RowDrawer {...props} />
  </Suspense>
)

export const LazyLibraryDialog = (props: ComponentProps<typeof LibraryDialog>) => (
  <Suspense>
    <LibraryDialog {...props} />
  </Suspense>
)
