/** A small tree with three crowns. */
export function Logo({ size = 28 }: { readonly size?: number }) {
  return (
    <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="var(--mantine-color-ink-7)" />
      <path d="M16 25V15M16 19 9.5 13.5M16 16l6.5-5" fill="none" stroke="#fff" strokeWidth="2.4" strokeLinecap="round" />
      <circle cx="16" cy="10.5" r="3.2" fill="#fff" />
      <circle cx="8.4" cy="12.4" r="2.5" fill="#fff" />
      <circle cx="23.8" cy="10.2" r="2.5" fill="#fff" />
    </svg>
  )
}
