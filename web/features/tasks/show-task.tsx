import { createContext, useContext } from 'react'

/** Shows a task on the page of its instance, also when it is over before the page hears of it. */
export type ShowTask = (operationId: string) => void

const ShowTaskContext = createContext<ShowTask>(() => undefined)

export const ShowTaskProvider = ShowTaskContext.Provider
export const useShowTask = (): ShowTask => useContext(ShowTaskContext)
