import { LogFault } from '../../packages/event-store/src/port.ts'
import { dueDeadlines } from '../../packages/read-models/src/queries/due-deadlines.ts'
import { worksOn } from './deadline-judge.ts'
import { anyServer, catchUp, readOn, type Scene, SERVERS } from './scene.ts'
import { answerOf } from './sending.ts'
import type { Server } from './server.ts'

const DAY = 24 * 60 * 60 * 1000

/** A server looks for deadlines that have run out, on whatever day it takes it for, in tables that may lag behind. */
export const sweepOn = async (scene: Scene, server: Server): Promise<string> => {
  const { today } = server.parts.now()
  const told: string[] = []
  for (const { declarationId, stage, dueOn } of dueDeadlines(server.models.db(), { today, limit: 500 }).items) {
    const answer = await answerOf(server, scene.makings.lapse(server.parts, { declarationId, stage, dueOn, today }))
    scene.touched.add(declarationId)
    told.push(`${stage} due ${dueOn} ${answer === 'unknown' ? 'no answer' : answer.outcome}`)
  }
  await readOn(scene)
  return `server ${scene.servers.indexOf(server)} sweeps on ${today} → ${told.join('; ') || 'nothing is due'}`
}

/** A day or more goes by, and one server sweeps, or two at once. */
export const sweep = async (scene: Scene): Promise<string> => {
  scene.clock.move(scene.random.below(8) * DAY)
  const first = await anyServer(scene)
  const second = scene.servers[scene.random.below(SERVERS)]
  const sweeping = second && second !== first && scene.swarm.concurrency ? [first, second] : [first]
  return (await Promise.all(sweeping.map(server => sweepOn(scene, server)))).join('\n      ')
}
const MOST_SWEEPS = 30

/** On the next working day every server sweeps what it knows, again where the log failed. */
export const sweepAtTheEnd = async (scene: Scene): Promise<void> => {
  while (!worksOn(scene.clock.today())) scene.clock.move(DAY)
  for (const server of scene.servers)
    for (let again = 0; server && again < MOST_SWEEPS; again++) {
      const late = await catchUp(scene, server)
      if (late !== null) throw new LogFault(late, { settled: true })
      const told = await sweepOn(scene, server)
      if (!told.includes('no answer')) break
    }
}
