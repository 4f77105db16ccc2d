import { isSameSeat, signatureVerbs } from '../route.ts'
import { passingMove } from '../signing.ts'
import { type Checked, foundAnywhere, foundAt, type RouteFinding } from './finding.ts'
import { movesOf } from './paths.ts'

/** A stage that is not an end has somebody who may move it, and one with a review sheet somebody who may fill it; points are given on a sheet. */
export const somebodyCanAct = (checked: Checked): readonly RouteFinding[] =>
  checked.route.stages.flatMap(stage => [
    ...(stage.ends !== true && movesOf(stage).length === 0
      ? [foundAt(checked, stage, 'nobody-moves', `环节「${stage.title}」没有人能推进。请写明动作和岗位。`)]
      : []),
    ...(stage.reviewSheet === true && (stage.acts?.[checked.words.fillsReviewSheet]?.who ?? []).length === 0
      ? [foundAt(checked, stage, 'nobody-reviews', `环节「${stage.title}」要求审核表，却没有人能填写。`)]
      : []),
    ...(stage.reviewByItems === true && stage.reviewSheet !== true
      ? [
          foundAt(
            checked,
            stage,
            'points-without-sheet',
            `环节「${stage.title}」要求逐项打分，却没有要求审核表。请写上 reviewSheet。`,
          ),
        ]
      : []),
    ...movesOf(stage)
      .filter(([, { who }]) => who.some((seat, ordinal) => who.findIndex(other => isSameSeat(other, seat)) !== ordinal))
      .map(([command]) => foundAt(checked, stage, 'seat-twice', `环节「${stage.title}」的「${command}」把同一岗位写了两次。`)),
  ])

/** Every field of the form can be written by somebody, in some stage that is reached. */
export const everyFieldIsWrittenBySomebody = (checked: Checked): readonly RouteFinding[] => {
  const { fields = [], writing = [] } = checked.words
  const acts = checked.route.stages
    .flatMap(stage => Object.entries(stage.acts ?? {}))
    .filter(([act, { who }]) => writing.includes(act) && who.length > 0)
    .map(([, act]) => act)
  const lost = fields.filter(field => !acts.some(act => act.fields === undefined || act.fields.includes(field)))
  return lost.length === 0
    ? []
    : [
        foundAnywhere(
          'field-written-by-nobody',
          `没有哪个环节的人能填写：${lost.join('、')}。请在某个环节的 fields 里列上，或去掉 fields。`,
        ),
      ]
}

/** What is done with a signature needs a stage in which somebody signs. */
export const signersVerbsNeedSigners = (checked: Checked): readonly RouteFinding[] =>
  checked.route.stages
    .filter(stage => passingMove(stage) === null)
    .flatMap(stage => {
      const idle = (stage.verbs ?? []).filter(verb => signatureVerbs.includes(verb))
      return idle.length === 0
        ? []
        : [foundAt(checked, stage, 'verb-without-signing', `环节「${stage.title}」没有人签署，用不上：${idle.join('、')}。`)]
    })
