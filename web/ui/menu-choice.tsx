import { Menu } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'

interface MenuChoiceProps<T extends string> {
  readonly label: string
  readonly options: readonly {
    readonly value: T
    readonly label: string
    readonly icon?: React.ReactNode
    /** Of the label, where it is not that of the page. */
    readonly lang?: string
  }[]
  readonly value: T
  readonly onChange: (value: T) => void
}

/** One of several, inside of a menu. What holds already is not chosen again. */
export function MenuChoice<T extends string>({ label, options, value, onChange }: MenuChoiceProps<T>) {
  return (
    <>
      <Menu.Label>{label}</Menu.Label>
      {options.map((option) => (
        <Menu.RadioItem
          key={option.value}
          value={option.value}
          lang={option.lang}
          checked={option.value === value}
          checkIcon={<IconCheck size={16} aria-hidden="true" />}
          rightSection={option.icon}
          onChange={() => option.value !== value && onChange(option.value)}
        >
          {option.label}
        </Menu.RadioItem>
      ))}
    </>
  )
}
