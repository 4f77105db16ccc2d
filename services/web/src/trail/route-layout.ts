import type { ELK, ElkExtendedEdge, ElkNode, ElkPort } from 'elkjs/lib/elk-api.js'
import ElkApi from 'elkjs/lib/elk-api.js'
import workerUrl from 'elkjs/lib/elk-worker.min.js?url'
import type { Arrow, Box, RoutePicture } from './route-picture.ts'
import { rowsOf } from './route-picture.ts'

/** Where boxes and arrows stand, in pixels: one line of boxes, or several below each other where there is less room. */
export type Point = Readonly<{ x: number; y: number }>
export type Laid = Readonly<{
  width: number
  height: number
  boxes: readonly (Box & Point)[]
  arrows: readonly (Arrow & Readonly<{ points: readonly Point[] }>)[]
}>

export const boxSize = { width: 134, height: 64 } as const
const GAP = 30
const BETWEEN_ROWS = 40
const BETWEEN_LINES = 24

let elk: ELK | null = null
/** Laid out beside the page, in a worker of our own. */
const elkOfPage = (): ELK => {
  elk ??= new ElkApi({ workerUrl })
  return elk
}

export const layOut = async ({ boxes, arrows }: RoutePicture, width: number): Promise<Laid> => {
  const perRow = Math.max(2, Math.floor((width + GAP) / (boxSize.width + GAP)))
  const rows = await Promise.all(rowsOf(boxes, perRow).map(row => layOutRow(row, arrows)))
  const tops = rows.map((_, at) => rows.slice(0, at).reduce((sum, { height }) => sum + height + BETWEEN_ROWS, 0))
  const placed = rows.flatMap((row, at) => row.boxes.map(box => ({ ...box, y: box.y + (tops[at] ?? 0) })))
  const inRows = rows.flatMap((row, at) =>
    row.arrows.map(arrow => ({ ...arrow, points: arrow.points.map(({ x, y }) => ({ x, y: y + (tops[at] ?? 0) })) })),
  )
  const between = arrows
    .filter(({ id }) => !inRows.some(arrow => arrow.id === id))
    .flatMap((arrow, nth) => {
      const points = acrossRows(placed, arrow, nth)
      return points ? [{ ...arrow, points }] : []
    })
  return {
    width: Math.max(...rows.map(row => row.width)),
    height: rows.reduce((sum, { height }) => sum + height, 0) + BETWEEN_ROWS * (rows.length - 1),
    boxes: placed,
    arrows: [...inRows, ...between],
  }
}

/** Down (or up) into the space between the lines, along it, and on. */
const acrossRows = (boxes: Laid['boxes'], { from, to }: Arrow, nth: number): readonly Point[] | null => {
  const [source, target] = [boxes.find(({ stage }) => stage === from), boxes.find(({ stage }) => stage === to)]
  if (!source || !target) return null
  const isDown = target.y > source.y
  const [sourceX, targetX] = [source.x + boxSize.width / 2, target.x + boxSize.width / 2]
  const [leaves, enters] = isDown ? [source.y + boxSize.height, target.y] : [source.y, target.y + boxSize.height]
  const along = isDown ? target.y - BETWEEN_ROWS / 2 + nth * 6 : source.y - BETWEEN_ROWS / 2 + nth * 6
  return [
    { x: sourceX, y: leaves },
    { x: sourceX, y: along },
    { x: targetX, y: along },
    { x: targetX, y: enters },
  ]
}

const layOutRow = async (row: readonly Box[], arrows: readonly Arrow[]): Promise<Laid> => {
  const names = new Set(row.map(({ stage }) => stage))
  const own = arrows.filter(({ from, to }) => names.has(from) && names.has(to))
  const out = await elkOfPage().layout(graphOf(row, own))
  const boxes = row.flatMap(box => {
    const node = out.children?.find(({ id }) => id === box.stage)
    return node ? [{ ...box, x: node.x ?? 0, y: node.y ?? 0 }] : []
  })
  const laid = own.flatMap(arrow => {
    const section = out.edges?.find(({ id }) => id === arrow.id)?.sections?.[0]
    return section ? [{ ...arrow, points: [section.startPoint, ...(section.bendPoints ?? []), section.endPoint] }] : []
  })
  return { width: out.width ?? 0, height: out.height ?? 0, boxes, arrows: laid }
}

const options = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.padding': '[top=2,left=2,bottom=2,right=2]',
  'elk.layered.cycleBreaking.strategy': 'MODEL_ORDER',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.layered.nodePlacement.favorStraightEdges': 'true',
  'elk.layered.spacing.nodeNodeBetweenLayers': String(GAP),
  'elk.layered.spacing.edgeNodeBetweenLayers': '10',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '8',
  'elk.spacing.nodeNode': '30',
  'elk.spacing.edgeNode': '24',
  'elk.spacing.edgeEdge': String(BETWEEN_LINES),
}

type Side = 'NORTH' | 'EAST' | 'SOUTH' | 'WEST'

/** The main line runs from box to box; what leads back, or past others, leaves and enters from below. */
const sidesOf = ({ from, to, way }: Arrow, row: readonly Box[]): readonly [out: Side, into: Side] => {
  const at = (stage: string): number => row.findIndex(box => box.stage === stage)
  const isBeside = (stage: string): boolean => row[at(stage)]?.isBeside ?? false
  if (!isBeside(from) && isBeside(to)) return ['SOUTH', 'WEST']
  if (isBeside(from) && !isBeside(to)) return ['NORTH', 'SOUTH']
  const isPlain = (way === 'on' || way === 'ahead') && at(to) > at(from)
  return isPlain ? ['EAST', 'WEST'] : ['SOUTH', 'SOUTH']
}

const graphOf = (row: readonly Box[], arrows: readonly Arrow[]): ElkNode => {
  const ports = new Map<string, ElkPort[]>(row.map(({ stage }) => [stage, []]))
  const portAt = (stage: string, side: Side, own: string): string => {
    const isShared = side === 'EAST' || side === 'WEST'
    const id = `${stage}.${side}${isShared ? '' : `.${own}`}`
    const there = ports.get(stage)
    if (there && !there.some(port => port.id === id))
      there.push({ id, width: 0, height: 0, layoutOptions: { 'elk.port.side': side } })
    return id
  }
  const edges: ElkExtendedEdge[] = arrows.map(arrow => {
    const [out, into] = sidesOf(arrow, row)
    const ends = { sources: [portAt(arrow.from, out, `${arrow.id}.out`)], targets: [portAt(arrow.to, into, `${arrow.id}.in`)] }
    return { id: arrow.id, ...ends, ...(out === 'EAST' && { layoutOptions: { 'elk.layered.priority.straightness': '10' } }) }
  })
  return {
    id: 'row',
    layoutOptions: options,
    children: row.map(({ stage }) => ({
      id: stage,
      ...boxSize,
      layoutOptions: { 'elk.portConstraints': 'FIXED_SIDE' },
      ports: ports.get(stage) ?? [],
    })),
    edges: [...edges, ...unseenChain(row, arrows, portAt)],
  }
}

/** Boxes of the main line stay in one line and in order, also where nothing ever led from one to the next. */
const unseenChain = (
  row: readonly Box[],
  arrows: readonly Arrow[],
  portAt: (stage: string, side: Side, own: string) => string,
): readonly ElkExtendedEdge[] => {
  const main = row.filter(({ isBeside }) => !isBeside)
  return main.slice(1).flatMap((box, at) => {
    const before = main[at]?.stage ?? ''
    const isThere = arrows.some(({ from, to, way }) => from === before && to === box.stage && (way === 'on' || way === 'ahead'))
    if (isThere) return []
    return [{ id: `unseen ${at}`, sources: [portAt(before, 'EAST', '')], targets: [portAt(box.stage, 'WEST', '')] }]
  })
}
