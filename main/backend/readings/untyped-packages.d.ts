/** kuromoji is a CommonJS package: its own types name what it holds, but not that it comes as the default export. */
declare module '@sglkc/kuromoji' {
  const kuromoji: { readonly builder: typeof builder }
  export default kuromoji
}
