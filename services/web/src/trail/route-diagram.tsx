import {
  EdgeLabelRenderer,
  type EdgeProps,
  type Edge as FlowEdge,
  type Node as FlowNode,
  Handle,
  type NodeProps,
  Position,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
} from '@xyflow/react'
import '@xyflow/react/dist/base.css'
import { type KeyboardEvent, useEffect, useMemo, useState } from 'react'
import './route-diagram.css'
import { boxSize, type Laid, layOut, type Point } from './route-layout.ts'
import type { Arrow, Box, RoutePicture, Way } from './route-picture.ts'

type BoxNode = FlowNode<{ box: Box }, 'stage'>
type ArrowEdge = FlowEdge<{ arrow: Arrow; points: readonly Point[] }, 'way'>

/** The route as a picture, laid out for the width there is. The same in words stands beside it for whoever cannot see it. */
export const RouteDiagram = ({ picture, width }: Readonly<{ picture: RoutePicture; width: number }>) => {
  const [laid, setLaid] = useState<Laid | null>(null)
  useEffect(() => {
    let isWanted = true
    void layOut(picture, width).then(done => {
      if (isWanted) setLaid(done)
    })
    return () => {
      isWanted = false
    }
  }, [picture, width])
  if (!laid) return <p className="mute route-waiting">正在画流程图……</p>
  return (
    <ReactFlowProvider>
      <Drawn laid={laid} width={width} />
    </ReactFlowProvider>
  )
}

const PADDING = 12
const ZOOM_STEP = 1.25
const PAN_PX = 60

const Drawn = ({ laid, width }: Readonly<{ laid: Laid; width: number }>) => {
  const flow = useReactFlow()
  const zoom = Math.min(1, width / laid.width)
  const above = Math.max(PADDING, WORDS_ABOVE_PX - highestOf(laid))
  const whole = { x: Math.max(0, (width - laid.width * zoom) / 2), y: above, zoom }
  const { nodes, edges } = useMemo(() => drawn(laid), [laid])
  const zoomBy = (factor: number) => (): void => void flow.zoomTo(flow.getZoom() * factor)
  const panBy = (across: number) => (): void => {
    const { x, ...rest } = flow.getViewport()
    void flow.setViewport({ ...rest, x: x + across })
  }
  const [larger, smaller] = [zoomBy(ZOOM_STEP), zoomBy(1 / ZOOM_STEP)]
  const showAll = (): void => void flow.setViewport(whole)
  const byKey = new Map([
    ['+', larger],
    ['=', larger],
    ['-', smaller],
    ['0', showAll],
    ['ArrowLeft', panBy(PAN_PX)],
    ['ArrowRight', panBy(-PAN_PX)],
  ])
  const onKeyDown = (event: KeyboardEvent): void => {
    const act = byKey.get(event.key)
    if (!act || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    act()
  }
  return (
    <>
      <div className="route-tools" role="toolbar" aria-label="流程图" onKeyDown={onKeyDown}>
        <button type="button" className="act" onClick={larger}>
          放大
        </button>
        <button type="button" className="act" onClick={smaller}>
          缩小
        </button>
        <button type="button" className="act" onClick={showAll}>
          全图
        </button>
      </div>
      <div className="route-flow" aria-hidden="true" style={{ height: laid.height * zoom + above + PADDING }}>
        <Markers />
        <ReactFlow
          key={`${width} ${laid.width} ${laid.height}`}
          nodes={nodes}
          edges={edges}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          defaultViewport={whole}
          minZoom={0.4}
          maxZoom={2.5}
          nodesDraggable={false}
          nodesConnectable={false}
          nodesFocusable={false}
          edgesFocusable={false}
          elementsSelectable={false}
          zoomOnScroll={false}
          zoomOnDoubleClick={false}
          preventScrolling={false}
          disableKeyboardA11y
          proOptions={{ hideAttribution: true }}
        />
      </div>
    </>
  )
}

const drawn = ({ boxes, arrows }: Laid): Readonly<{ nodes: BoxNode[]; edges: ArrowEdge[] }> => ({
  nodes: boxes.map(({ x, y, ...box }) => ({ id: box.stage, type: 'stage', position: { x, y }, data: { box }, ...boxSize })),
  edges: arrows.map(({ points, ...arrow }) => ({
    id: arrow.id,
    source: arrow.from,
    target: arrow.to,
    type: 'way',
    data: { arrow, points },
  })),
})

const StageBox = ({ data: { box } }: NodeProps<BoxNode>) => (
  <div className={`stage-box ${box.state}`}>
    <Handle type="target" position={Position.Left} isConnectable={false} />
    <b>{box.title}</b>
    <span>{box.who}</span>
    <span>{box.when}</span>
    <Handle type="source" position={Position.Right} isConnectable={false} />
  </div>
)

const WayLine = ({ data }: EdgeProps<ArrowEdge>) => {
  if (!data) return null
  const { arrow, points } = data
  const place = wordsPlace(points)
  return (
    <>
      <path className={`way ${arrow.way}`} d={pathOf(points)} markerEnd={`url(#${markerOf(arrow.way)})`} />
      {arrow.words !== '' && place && (
        <EdgeLabelRenderer>
          <div
            className={`way-words ${arrow.way}`}
            title={arrow.words}
            style={{ transform: `translate(${place.x}px, ${place.y}px)`, maxWidth: place.room }}
          >
            {arrow.words}
          </div>
        </EdgeLabelRenderer>
      )}
    </>
  )
}

const nodeTypes = { stage: StageBox }
const edgeTypes = { way: WayLine }

const pathOf = (points: readonly Point[]): string => points.map(({ x, y }, at) => `${at === 0 ? 'M' : 'L'}${x} ${y}`).join('')

const WORDS_ABOVE_PX = 19
const WORDS_ROOM_MIN = 40

/** Above the longest level stretch. */
const wordsPlace = (points: readonly Point[]): Readonly<{ x: number; y: number; room: number }> | null => {
  const stretches = points.slice(1).flatMap((point, at) => {
    const before = points[at]
    if (!before || before.y !== point.y) return []
    return [{ x: Math.min(before.x, point.x), y: point.y, room: Math.abs(point.x - before.x) }]
  })
  const longest = stretches.toSorted((a, b) => b.room - a.room)[0]
  if (!longest) return null
  const { x, y, room } = longest
  const isShort = room < WORDS_ROOM_MIN
  return { x: isShort ? x + 2 : x + 6, y: y - WORDS_ABOVE_PX, room: isShort ? WORDS_ROOM_MIN : room - 12 }
}

/** Words stand above their line, also above the highest. */
const highestOf = ({ arrows }: Laid): number => Math.min(...arrows.flatMap(({ points }) => points.map(({ y }) => y)))

const markerOf = (way: Way): string => (way === 'back' ? 'way-tip-back' : way === 'ahead' ? 'way-tip-ahead' : 'way-tip')

const Markers = () => (
  <svg className="way-tips" width="0" height="0" aria-hidden="true">
    <defs>
      {['way-tip', 'way-tip-back', 'way-tip-ahead'].map(id => (
        <marker key={id} id={id} markerWidth="8" markerHeight="8" refX="7" refY="4" orient="auto" markerUnits="userSpaceOnUse">
          <path className={id} d="M0 0.8 7.4 4 0 7.2z" />
        </marker>
      ))}
    </defs>
  </svg>
)
