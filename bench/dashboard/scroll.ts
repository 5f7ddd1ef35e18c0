import type { Page } from 'playwright-core'
import { quantile } from './quantile.ts'

export interface Scrolling {
  /** Milliseconds from one frame to the next. */
  readonly medianMs: number
  readonly p95Ms: number
  readonly longestMs: number
  /** Times in which the page did one thing for more than 50 ms. */
  readonly longTasks: number
  readonly height: number
}

/** What somebody does who looks for something: ten screens a second. */
const pixelsPerFrame = 150

/** Scrolls from the beginning to the end. */
export async function scrollThrough(page: Page): Promise<Scrolling> {
  const { gaps, longTasks, height } = await page.evaluate<Pick<Scrolling, 'longTasks' | 'height'> & { readonly gaps: readonly number[] }>(
    `bench.scrollThrough(${pixelsPerFrame})`,
  )
  return { medianMs: quantile(gaps, 0.5), p95Ms: quantile(gaps, 0.95), longestMs: Math.max(...gaps), longTasks, height }
}

/** A page of that height with nothing in it: what this browser can do at all. */
export async function scrollEmpty(page: Page, height: number): Promise<Scrolling> {
  await page.goto(`data:text/html,<div style="height: ${height}px"></div>`)
  return scrollThrough(page)
}
