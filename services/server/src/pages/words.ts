import type { Route } from '@shenbao/workflow/route.ts'

export const stageTitle = (route: Route, name: string): string => route.stages.find(stage => stage.name === name)?.title ?? name

/** In lists over several routes: a stage of the same name is called the same; the first route that has it says how. */
export const stageTitlesOf =
  (routes: readonly Route[]) =>
  (name: string): string =>
    routes.flatMap(({ stages }) => stages).find(stage => stage.name === name)?.title ?? name

const minutes = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
})
/** An instant as people in Shanghai write it: 2026-03-02 09:00. */
export const timeTitle = (instant: string): string => minutes.format(new Date(instant))
