import { Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { m } from '../../i18n/messages.ts'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { findPackages, type Package } from './find-packages.ts'
import classes from './packages.module.css'

const columns: readonly Column<Package>[] = [
  { title: m.packages.name, heading: true, cell: ({ name }) => name },
  { title: m.packages.version, cell: ({ version }) => version },
  { title: m.packages.neededBy, cell: ({ direct }) => (direct ? m.packages.byProject : m.packages.byPackage) },
]

/** Every package with its version, to be searched. */
export function PackageList({ packages }: { readonly packages: readonly Package[] }) {
  const [search, setSearch] = useState('')
  const found = findPackages(packages, search)
  return (
    <div className={classes.list}>
      <TextInput
        label={m.packages.search}
        type="search"
        autoComplete="off"
        spellCheck={false}
        maw="22rem"
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <Text c="dimmed" fz="sm" role="status">
        {found.length === 0 ? m.packages.noMatch(search) : m.packages.count(found.length, packages.length)}
      </Text>
      {found.length > 0 && (
        <DataTable label={m.packages.label} columns={columns} rows={found} rowKey={({ name, version }) => `${name} ${version}`} />
      )}
    </div>
  )
}
