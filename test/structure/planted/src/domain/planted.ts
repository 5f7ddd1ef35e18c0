import { act } from '../actions/planted.ts'

export const plan = (): string => act()
