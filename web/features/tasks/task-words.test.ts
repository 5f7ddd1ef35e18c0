import { expect, it } from 'vitest'
import { isOver, toCurrentStep, toTaskDoing, toTaskLabel } from './task-words.ts'

const step = (title: string, state: 'running' | 'done' | 'failed') => ({ title, state, startedAt: '', finishedAt: null })

it('names the step under way', () => {
  expect(toCurrentStep({ steps: [step('install', 'done'), step('start', 'running')] })).toBe('start')
})

it('names the last step when none is under way', () => {
  expect(toCurrentStep({ steps: [step('install', 'done'), step('start', 'failed')] })).toBe('start')
})

it('names no step before the first', () => {
  expect(toCurrentStep({ steps: [] })).toBeNull()
})

it('calls an unknown kind a task', () => {
  expect(toTaskLabel('water-plants' as never)).toBe('Task')
  expect(toTaskDoing('restart-instance')).toBe('Restarting')
})

it.each([
  ['queued', false],
  ['running', false],
  ['undoing', false],
  ['done', true],
  ['failed', true],
  ['cancelled', true],
] as const)('knows of a task that is %s whether it is over', (state, over) => {
  expect(isOver({ state })).toBe(over)
})
