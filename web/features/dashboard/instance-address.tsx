import type { InstanceSummary } from '../../../src/api/contract/instance.ts'
import classes from './dashboard.module.css'

const toShortAddress = (url: string): string => url.replace(/^https?:\/\//, '').replace(/\/$/, '')

/** Where participants go; a link as soon as something answers there. */
export function InstanceAddress({ instance: { state, url } }: { readonly instance: Pick<InstanceSummary, 'state' | 'url'> }) {
  if (state !== 'ready' && state !== 'asleep') return <span className={classes.address}>{toShortAddress(url)}</span>
  return (
    <a href={url} target="_blank" rel="noopener noreferrer" className={classes.address}>
      {toShortAddress(url)}
    </a>
  )
}
