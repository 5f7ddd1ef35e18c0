import type { HealthNews } from '../domain/health-messages.ts'

/** A way to tell people. */
export interface Channel {
  /** Whether there is anybody now whom it tells. */
  reaches(): Promise<boolean>
  /** Whether checks of this name are told in this way. */
  tells(name: string): boolean
  /** Tells the news, and what could not be told before; null: there are none. */
  tell(news: HealthNews | null): Promise<void>
}

/** The part of the news that is told in this way; null: nothing. */
export function toldBy({ tells }: Channel, news: HealthNews): HealthNews | null {
  const only = (checks: HealthNews['worse']): HealthNews['worse'] => checks.filter(({ name }) => tells(name))
  const [worse, wellAgain] = [only(news.worse), only(news.wellAgain)]
  return worse.length + wellAgain.length === 0 ? null : { worse, wellAgain, still: only(news.still) }
}
