import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { renew } from './renew.ts'

let queries: QueryClient
let answers: PromiseWithResolvers<string>[]

beforeEach(() => {
  queries = new QueryClient({ defaultOptions: { queries: { staleTime: 60_000, retry: false } } })
  answers = []
})
afterEach(() => queries.clear())

const ask = (): Promise<string> => {
  const answer = Promise.withResolvers<string>()
  answers.push(answer)
  return answer.promise
}
const show = (queryKey: string[]): QueryObserver<string> => {
  const observer = new QueryObserver<string>(queries, { queryKey, queryFn: ask })
  observer.subscribe(() => undefined)
  return observer
}

it('asks once more when the first answer was asked for before the change', async () => {
  const shown = show(['operation', 'o1'])
  const renewed = renew(queries, ['operation', 'o1'])
  answers[0]?.resolve('running')
  await expect.poll(() => answers.length).toBe(2)
  answers[1]?.resolve('done')
  await renewed
  expect(shown.getCurrentResult().data).toBe('done')
})

it('asks once for two changes in a row', async () => {
  const shown = show(['operation', 'o1'])
  answers[0]?.resolve('queued')
  await expect.poll(() => shown.getCurrentResult().data).toBe('queued')
  const renewed = Promise.all([renew(queries, ['operation', 'o1']), renew(queries, ['operation'])])
  await expect.poll(() => answers.length).toBe(2)
  answers[1]?.resolve('done')
  await renewed
  expect(answers).toHaveLength(2)
  expect(shown.getCurrentResult().data).toBe('done')
})

it('asks for nothing that is not shown', async () => {
  queries.setQueryData(['people'], 'known')
  await renew(queries, ['people'])
  expect(answers).toHaveLength(0)
  expect(queries.getQueryState(['people'])?.isInvalidated).toBe(true)
})
