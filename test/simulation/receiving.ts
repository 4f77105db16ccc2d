import { sm3 } from '../../packages/audit/src/node-digest.ts'
import { mayOpen } from '../../packages/declaration/src/may-open.ts'
import { chairsOf, servingOfficers } from '../../packages/directory/src/directory.ts'
import type { Form } from '../../packages/form/src/form.ts'
import { type IntakeRequest, takeIn } from '../../packages/handler/src/intake.ts'
import { sampleForm } from '../../packages/testkit/src/sample-form.ts'
import type { SeededRandom } from '../../packages/testkit/src/seeded-random.ts'
import { belongingOf } from './organisation.ts'
import { readOn, type Scene, type SentIntake, serves } from './scene.ts'
import { answerOf, wantedNames } from './sending.ts'
import type { Server } from './server.ts'

/** Forms as units hand them in: nearly all could be submitted, some have gaps; names meet on purpose. */
const randomForm = (random: SeededRandom, ordinal: number, year: number): Form => {
  const fen = BigInt(1 + random.below(90_000)) * 1000n
  const sample = sampleForm({ year })
  return {
    ...sample,
    name: random.chance(5) ? null : random.chance(35) ? random.pick(wantedNames) : `专项业务费（${ordinal}）`,
    start: `${year}-01-01`,
    end: `${year}-12-31`,
    funds: {
      ...sample.funds,
      annualRequest: fen,
      currentYearAppropriation: fen - 500n,
      carryover: random.chance(5) ? null : 500n,
    },
    indicators: random.chance(5) ? sample.indicators.slice(0, random.below(6)) : sample.indicators,
  }
}

/** An intake by somebody who may open declarations of their organisation, on any of the routes. */
export const intakeRequest = (scene: Scene): SentIntake => {
  const { random, chronicle, routes, intakes } = scene
  const { route, pin } = random.pick(routes)
  const directory = chronicle.directory()
  const openers = servingOfficers(directory).filter(officer => {
    const { unitId: unit, departmentId: department } = belongingOf(directory, officer.organisationId)
    return mayOpen(route, chairsOf(officer), { unit, department }) === null
  })
  const opener = random.pick(openers)
  const ordinal = intakes.length + 1
  const year = random.chance(20) ? 2027 : 2026
  const forms = Array.from({ length: 1 + random.below(2) }, (_, place) => ({
    year,
    form: randomForm(random, ordinal * 10 + place, year),
  }))
  const request: IntakeRequest = {
    intakeId: `019b0000-0000-7000-9000-${String(ordinal).padStart(12, '0')}`,
    ...belongingOf(directory, opener.organisationId),
    source: { kind: 'import', fileName: null, fileDigest: sm3(String(ordinal)) },
    forms,
    actor: opener.officerId,
  }
  const sent: SentIntake = { request, route: pin, told: 'unknown' }
  intakes.push(sent)
  return sent
}

export const sendIntake = async (scene: Scene, server: Server, sent: SentIntake): Promise<string> => {
  sent.told = await answerOf(server, takeIn({ ...server.receiving, route: sent.route }, sent.request))
  await readOn(scene)
  const { told, request } = sent
  const what = `server ${scene.servers.indexOf(server)}: ${request.actor} hands in ${request.forms.map(({ form }) => form.name).join('、')}`
  if (told === 'unknown') return `${what} on ${sent.route.id} → no answer`
  if (told.outcome === 'opened') for (const { id } of told.declarations) scene.touched.add(id)
  return `${what} on ${sent.route.id} → ${told.outcome === 'opened' ? 'opened' : told.because.code}`
}

/** The same file handed in again after no answer came, under the same key. */
export const retryIntake = async (scene: Scene, server: Server): Promise<string> => {
  const open = scene.intakes.filter(({ told, request }) => told === 'unknown' && serves(scene, request.actor))
  return open.length === 0 ? 'no intake is open' : `again: ${await sendIntake(scene, server, scene.random.pick(open))}`
}
