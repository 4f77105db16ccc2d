/** Only styles that carry the nonce of the server's answer may be added while the page runs. */
export const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? ''

/** A dialog of antd adds styles for the scroll bar behind it without asking for the nonce: every style a script makes gets it. */
export const giveStylesTheNonce = (): void => {
  const create: (name: string, options?: ElementCreationOptions) => HTMLElement = document.createElement.bind(document)
  document.createElement = (name: string, options?: ElementCreationOptions) => {
    const element = create(name, options)
    if (element instanceof HTMLStyleElement) element.nonce = nonce
    return element
  }
}
