import classes from './facts.module.css'

export interface FactsProps {
  readonly facts: readonly (readonly [name: string, value: React.ReactNode])[]
}

/** Names and what they stand for, side by side where there is room. */
export function Facts({ facts }: FactsProps) {
  return (
    <dl className={classes.facts}>
      {facts.map(([name, value]) => (
        <div key={name} className={classes.fact}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
