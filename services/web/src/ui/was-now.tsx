/** Old struck, new underlined: still told apart on a black-and-white print. */
export const WasNow = ({ from, to }: Readonly<{ from: string | null; to: string | null }>) => (
  <>
    {from !== null && from !== '' && <del className="was">{from}</del>}
    {from !== null && from !== '' && to !== null && to !== '' && <span aria-hidden="true"> → </span>}
    {to !== null && to !== '' && <ins className="now">{to}</ins>}
    {(to === null || to === '') && <span className="sub"> 删去</span>}
  </>
)
