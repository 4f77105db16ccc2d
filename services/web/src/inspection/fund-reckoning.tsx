import { yuanForPeople } from '@shenbao/kernel/money.ts'
import { Agrees } from '../ui/mark.tsx'
import { useActs, useInspection } from './inspection-context.tsx'

/** 资金勾稽: what has to come out the same, while it is typed. */
export const FundReckoning = () => {
  const { form, funds } = useInspection()
  const { goTo } = useActs()
  const { annualRequest } = form.funds
  if (funds.length === 0) return null
  return (
    <section aria-label="资金勾稽">
      <h3>资金勾稽</h3>
      <table className="reckoning">
        <tbody>
          {funds.map(({ title, yuan, agrees, difference, field }) => (
            <tr key={title}>
              <td>
                {title}
                {difference !== null && (
                  <>
                    <br />
                    <button
                      type="button"
                      className={agrees === false ? 'act red' : 'act'}
                      onClick={() => goTo({ row: null, field })}
                    >
                      {difference}
                    </button>
                  </>
                )}
              </td>
              <td className="num">{yuan}</td>
              <td className="state">
                {agrees === true && <Agrees />}
                {agrees === false && <span className="red">不符</span>}
              </td>
            </tr>
          ))}
          <tr className="total">
            <td>年度资金申请总额</td>
            <td className="num">{annualRequest === null ? '未填' : yuanForPeople(annualRequest)}</td>
            <td />
          </tr>
        </tbody>
      </table>
    </section>
  )
}
