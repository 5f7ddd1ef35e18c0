import { readdir, readFile } from 'node:fs/promises'

/** What Linux tells of each process of this machine, as it is written in these files of `/proc/PID`; empty where it ended meanwhile, or is somebody else's. */
export async function readProcesses<File extends 'cmdline' | 'environ' | 'mountinfo' | 'stat'>(
  ...files: readonly File[]
): Promise<readonly Readonly<Record<File, string>>[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const read = async (pid: string, file: File) => [file, await readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '')] as const
  return Promise.all(
    pids.map(async (pid) => Object.fromEntries(await Promise.all(files.map((file) => read(pid, file)))) as Record<File, string>),
  )
}

/** The numbers of a process and of its parent, from its `stat`; null where it ended meanwhile. */
export function toNumbers({ stat }: { readonly stat: string }): { readonly pid: number; readonly parent: number } | null {
  const [, pid, parent] = /^(\d+) \(.*\) \S (\d+) /s.exec(stat) ?? []
  return pid === undefined || parent === undefined ? null : { pid: Number(pid), parent: Number(parent) }
}

/** Its arguments, as one writes them on a command line. */
export const toCommand = ({ cmdline }: { readonly cmdline: string }): string => cmdline.replaceAll('\0', ' ').trim()
