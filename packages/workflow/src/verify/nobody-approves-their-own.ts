import { isSameSeat, leadsOn, type Seat, stageNamed } from '../route.ts'
import { type Checked, foundAt, type RouteFinding } from './finding.ts'
import { movesOf, pathsFrom } from './paths.ts'

/**
 * Nothing goes around separation of duties: what passes, returns or rejects says on whose draft it decides, somebody drafts that,
 * and somebody else may decide. Where only a person could be on both sides (several posts, a deputy), deciding refuses them when
 * it happens; the finding says that the stage may then wait for somebody else.
 */
export const nobodyApprovesTheirOwn = (checked: Checked): readonly RouteFinding[] => {
  const authors = seatsThatDraft(checked)
  return checked.route.stages.flatMap(stage =>
    movesOf(stage).flatMap(([command, { kind, decides = [], who }]) => {
      const at = `环节「${stage.title}」的「${command}」`
      const then = [{ stage: stage.name, command }]
      if (decides.length === 0)
        return ['pass', 'return', 'reject'].includes(kind)
          ? [foundAt(checked, stage, 'decides-nothing', `${at}没有写明审核谁起草的内容（decides），绕过了不相容岗位分离。`, then)]
          : []
      return decides.flatMap(subject => {
        const own = authors.get(subject)
        if (!own) return [foundAt(checked, stage, 'nobody-drafts', `${at}所审核的「${subject}」没有人起草。`, then)]
        const drafts = (seat: Seat): boolean => own.some(author => isSameSeat(author, seat))
        if (who.every(drafts)) return [foundAt(checked, stage, 'own-draft', `${at}只有起草人自己能做。请换一个岗位。`, then)]
        if (who.some(seat => 'officer' in seat && drafts(seat)))
          return [foundAt(checked, stage, 'own-draft', `${at}指定的人员同时指定为起草人，会审批自己起草的内容。请换人。`, then)]
        if (who.some(drafts))
          return [
            foundAt(
              checked,
              stage,
              'own-draft-possible',
              `${at}也写了起草岗位：起草人自己（或其代理人）办理时系统会拒绝，只能由其他岗位办理。`,
              then,
            ),
          ]
        return who.every(seat => 'officer' in seat)
          ? [
              foundAt(
                checked,
                stage,
                'own-draft-possible',
                `${at}只指定了个人：此人若参与起草，或由起草人代理，办理时系统会拒绝，就没有人能办。请加一个岗位。`,
                then,
              ),
            ]
          : []
      })
    }),
  )
}

const seatsThatDraft = ({ route }: Checked): ReadonlyMap<string, readonly Seat[]> => {
  const authors = new Map<string, readonly Seat[]>()
  for (const stage of route.stages)
    for (const { drafts, who } of [...Object.values(stage.acts ?? {}), ...Object.values(stage.moves ?? {})])
      if (drafts !== undefined) authors.set(drafts, [...(authors.get(drafts) ?? []), ...who])
  return authors
}

/** A return that leads ahead would be an approval without its rules. */
export const returnsLeadBack = (checked: Checked): readonly RouteFinding[] => {
  const { route } = checked
  return route.stages.flatMap(stage =>
    movesOf(stage)
      .filter(([, { kind }]) => kind === 'return')
      .flatMap(([command, move]) =>
        move.to
          .filter(to => !pathsFrom(route, to, leadsOn).has(stage.name))
          .map(to =>
            foundAt(
              checked,
              stage,
              'return-ahead',
              `环节「${stage.title}」的「${command}」所去的「${stageNamed(route, to).title}」不在它之前。`,
              [{ stage: stage.name, command }],
            ),
          ),
      ),
  )
}
