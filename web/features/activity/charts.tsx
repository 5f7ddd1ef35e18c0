import './charts-styles.ts'
import { Button, Paper, Text, Title } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconTable } from '@tabler/icons-react'
import type { MeasuredAnswer } from '../../../src/api/contract/metrics.ts'
import { m } from '../../i18n/messages.ts'
import { Facts, type FactsProps } from '../../ui/facts.tsx'
import classes from './charts.module.css'
import { type Chart, chartsOf, summarise } from './charts-of.ts'
import { MetricChart } from './metric-chart.tsx'
import { MetricsTable } from './metrics-table.tsx'

export interface ChartsProps {
  readonly metrics: MeasuredAnswer
  /** What each chart is about. */
  readonly texts: Readonly<Record<Chart['key'], string>>
  /** What was not measured over time. */
  readonly facts: FactsProps['facts']
}

/** All that was measured, as charts and as a table. The library for charts is large, so this is loaded only when it is shown. */
export function Charts({ metrics, texts, facts }: ChartsProps) {
  const [isTable, { toggle }] = useDisclosure()
  return (
    <>
      <div className={classes.charts}>
        {chartsOf().map((chart) => (
          <Panel key={chart.key} chart={chart} metrics={metrics} text={texts[chart.key]} />
        ))}
      </div>
      {facts.length > 0 && <Facts facts={facts} />}
      <Button
        variant="default"
        leftSection={<IconTable size={18} aria-hidden="true" />}
        aria-expanded={isTable}
        onClick={toggle}
        className={classes.button}
      >
        {isTable ? m.activity.hideTable : m.activity.showTable}
      </Button>
      {isTable && <MetricsTable metrics={metrics} />}
    </>
  )
}

interface PanelProps {
  readonly chart: Chart
  readonly metrics: MeasuredAnswer
  readonly text: string
}

function Panel({ chart, metrics, text }: PanelProps) {
  const [line] = chart.lines
  const last = line ? summarise(metrics.points, line.value).last : null
  return (
    <Paper component="section" className={classes.panel}>
      <div className={classes.head}>
        <Title order={2} fz="md">
          {m.activity.titles[chart.key]}
        </Title>
        {last !== null && <Text fw={600}>{m.activity.now(chart.format(last))}</Text>}
      </div>
      <Text c="dimmed" fz="sm" mb="xs">
        {text}
      </Text>
      {chart.lines.length > 1 && <Legend lines={chart.lines} />}
      <MetricChart chart={chart} metrics={metrics} />
    </Paper>
  )
}

/** Which line is which; the second one is dashed, as it is drawn. It stands above, so that charts beside each other have the same height. */
const Legend = ({ lines }: Pick<Chart, 'lines'>) => (
  <ul className={classes.legend}>
    {lines.map(({ value, label }, index) => (
      <li key={value}>{index === 0 ? label : m.activity.dashed(label)}</li>
    ))}
  </ul>
)
