import { useRouter } from '@tanstack/react-router'

interface InstanceLinkProps {
  readonly name: string
  readonly className?: string | undefined
}

/** A link to an instance's page, light enough to stand there a thousand times: each of the router's own asks at every change of the address whether it
 * leads to where one is. */
export function InstanceLink({ name, className }: InstanceLinkProps) {
  const router = useRouter()
  const target = { to: '/instances/$name', params: { name } } as const
  return (
    <a
      href={`/instances/${encodeURIComponent(name)}`}
      className={className}
      onPointerEnter={() => void router.preloadRoute(target)}
      onFocus={() => void router.preloadRoute(target)}
      onClick={(event) => {
        if (isForTheBrowser(event)) return
        event.preventDefault()
        void router.navigate(target)
      }}
    >
      {name}
    </a>
  )
}

/** Another window or tab, or a download. */
const isForTheBrowser = ({ button, metaKey, ctrlKey, shiftKey, altKey }: React.MouseEvent): boolean =>
  button !== 0 || metaKey || ctrlKey || shiftKey || altKey
