import { plan } from '../domain/planted.ts'

export const act = (): string => `${plan.name} is planted: domain imports actions, and both import each other.`
