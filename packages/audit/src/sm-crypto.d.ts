/** The part of sm-crypto 0.5.8 that is used here; the library has no types of its own. */
declare module 'sm-crypto' {
  /** A whole number of the library it counts with. */
  export type BigInteger = Readonly<{ toString: (radix: number) => string; constructor: unknown }>

  type Sm2 = Readonly<{
    generateKeyPairHex: (random: string, radix: 16) => { privateKey: string; publicKey: string }
    getPoint: () => { k: BigInteger; x1: BigInteger }
    doSignature: (
      text: string,
      privateHex: string,
      options: { publicKey: string; pointPool: { k: BigInteger; x1: BigInteger }[] },
    ) => string
    doVerifySignature: (text: string, signatureHex: string, publicHex: string) => boolean
    verifyPublicKey: (publicHex: string) => boolean
  }>
  const smCrypto: Readonly<{ sm2: Sm2; sm3: (content: string | ArrayLike<number>) => string }>
  export default smCrypto
}
