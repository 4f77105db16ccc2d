import type { Light } from '@shenbao/policy/warning-lights.ts'

/** 预警灯: a shape and a word, and only then a colour. */
const looks: Readonly<Record<Light | 'unlit', readonly [shape: string, word: string, tone: string]>> = {
  red: ['■', '红灯', 'red'],
  yellow: ['▲', '黄灯', 'amber'],
  green: ['●', '绿灯', 'green'],
  blue: ['◆', '蓝灯', 'blue'],
  unlit: ['○', '未亮灯', 'mute'],
}

export const lightWord = (light: Light | 'unlit' | null): string => looks[light ?? 'unlit'][1]

export const LightMark = ({ light, count }: Readonly<{ light: Light | 'unlit' | null; count?: number }>) => {
  const [shape, word, tone] = looks[light ?? 'unlit']
  return (
    <span className={`light ${tone}`}>
      <span aria-hidden="true">{shape}</span> {word}
      {count !== undefined && ` ${count}`}
    </span>
  )
}
