/** As much of a SHA-256 as people compare by eye. */
export const shortHash = (hash: string): string => hash.slice(0, 12)
