/** What the bench and the process of MiniSearch say to each other. */
export type MiniSearchRequest = { readonly kind: 'build'; readonly file: string } | { readonly kind: 'find'; readonly question: string; readonly limit: number }
export type MiniSearchAnswer =
  | { readonly kind: 'built'; readonly seconds: number; readonly bytes: number }
  | { readonly kind: 'found'; readonly codes: string[]; readonly milliseconds: number }
