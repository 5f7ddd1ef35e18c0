import { expect, it } from 'vitest'
import type { DeploymentState } from '../domain/deployment.ts'
import { keptDeployments } from './kept-deployments.ts'

const all = (...states: DeploymentState[]) => states.map((state, index) => ({ id: `d${index}`, state }))
const ids = (deploymentId: string | null, ...states: DeploymentState[]) =>
  keptDeployments(all(...states), { deploymentId }).map(({ id }) => id)

it('the last ten that did not fail are kept, and what serves visitors however old it is', () => {
  expect(ids('d1', 'building', 'active', 'failed', 'superseded')).toEqual(['d0', 'd1', 'd3'])
  const many = Array.from({ length: 14 }, (): DeploymentState => 'superseded')
  expect(ids(null, ...many)).toHaveLength(10)
  expect(ids('d13', ...many)).toContain('d13')
})
