import { createContext, use, useEffect, useState, useSyncExternalStore, type ReactNode } from 'react'

/** Something a person can do from the palette. */
export interface Command {
  readonly id: string
  readonly label: string
  /** As written on the cheat sheet. */
  readonly keys?: string
  readonly isAvailable?: boolean
  run(): void
}

interface CommandStore {
  add(commands: readonly Command[]): () => void
  subscribe(changed: () => void): () => void
  read(): readonly Command[]
}

function createCommandStore(): CommandStore {
  const groups = new Set<readonly Command[]>()
  const listeners = new Set<() => void>()
  let all: readonly Command[] = []
  const changed = () => {
    all = [...groups].flat()
    for (const listener of listeners) listener()
  }
  return {
    add: (commands) => {
      groups.add(commands)
      changed()
      return () => {
        groups.delete(commands)
        changed()
      }
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    read: () => all,
  }
}

const CommandContext = createContext<CommandStore | null>(null)

export function CommandProvider({ children }: { readonly children: ReactNode }) {
  const [store] = useState(createCommandStore)
  return <CommandContext value={store}>{children}</CommandContext>
}

function useStore(): CommandStore {
  const store = use(CommandContext)
  if (store === null) throw new Error('Commands need a CommandProvider')
  return store
}

/** Puts commands on the palette while the caller is on screen. `commands` must be kept between renders (useMemo). */
export function useCommands(commands: readonly Command[]): void {
  const store = useStore()
  useEffect(() => store.add(commands), [store, commands])
}

export function useAllCommands(): readonly Command[] {
  const store = useStore()
  return useSyncExternalStore(store.subscribe, store.read)
}
