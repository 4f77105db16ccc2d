/** Words that open a unit of measure. A noun may follow (`个子系统`, `家企业`); what follows anything else is prose sooner. */
const names = `
  平方公里 平方千米 平方米 立方米 平米 方 公里 千米 厘米 毫米 微米 米 公顷 公斤 千克 毫克 克 吨 升 毫升 亩 小时 分钟 工作日 自然日 个工作日 个月 季度 学时 课时 学分 人次
  人日 人 户次 户 车次 车 场次 场 批次 批 班次 班 期 件次 件 项次 项 个 家次 家 只 头 羽 匹 条 座 处 栋 幢 间 套 台套 台 辆 艘 架 部 本 册 份 篇 张 幅 块 根
  株 棵 株次 片 段 道 口 眼 盏 组 队 支 名 位 例 起 宗 笔 单 次 遍 轮 天 日 周 月 年 岁 元 美元 角 分 分贝 度 级 类 种 款 门 科 节 堂 所 村 镇 乡 县 市 区
  省 国 层 面 把 颗 粒 袋 箱 包 瓶 桶 盒 卷 卷册 倍 点 成 丝 公分 秒 毫秒 千瓦 兆瓦 千伏安 千伏 伏 瓦 安 页 字 标 标段 网格 床 床位 平 枚 面次 杆 尾 筐 对 双
  字节
`
  .trim()
  .split(/\s+/)
const measures = new RegExp(`^[十百千万亿]{0,3}(?:${names.join('|')})`)

/** Words that show that a sentence goes on after the number. */
const prose = new RegExp(
  '完成|提[升高]|增[长加]|下降|降低|减少|达|及时|正常|左右|上下|[余多几]|约|[前后底]$|为|是|的|了|有' +
    '|[无未不]|均|并|且|每|第|内|外$|以|按|已|由|将|从|被|受益|覆盖|保障|开展|实施|支付|发放|建成|合格|满意|优秀|良好|稳定',
)

/** `m2`, `CO2`, and `次/3年`: the only digits a unit without brackets has. */
const digitsOfUnits = /[A-Za-z][23](?![\d.])|\/\d{1,4}(?=[一-鿿A-Za-z])/g

const LONGEST = 12

/**
 * Whether compacted text after a number is a unit of measure (`条/年`, `元/人*月`, `㎡`, `个子系统`) rather than the rest of a sentence.
 * A star rating (`5A级`) is no number of A.
 */
export const isUnit = (text: string): boolean => {
  if (text === '') return true
  if (text.length > LONGEST || /^A+(?:级|$)/.test(text)) return false
  const plain = text.replace(digitsOfUnits, '/')
  if (/[\d,;:,。;:、!?"“”‘’()<>=≥≤~]/.test(plain)) return false
  if (/^[*.]/.test(text)) return false
  if (/^(?:%|‰|‱|百分点|个百分点|百分比|千分比)/.test(text))
    return /^(?:%|‰|‱|百分点|个百分点|百分比|千分比)(?:\/[一-鿿]{1,3})?$/.test(text)
  if (/^\/[一-鿿]{1,4}$/.test(text)) return true
  if (/^[^一-鿿]+$/.test(text)) return /^[A-Za-zμΩ℃℉°㎡㎥㎏㎞㎜㎝㎎²³/·*.^\-23]+$/.test(text)
  return !prose.test(text) && (measures.test(text) || text.length <= 4)
}
