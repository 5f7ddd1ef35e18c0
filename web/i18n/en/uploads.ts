import { inEnglish } from '../numbers.ts'

/** Texts of uploads. */
export const upload = {
  dropTitle: 'Drop the folder of your oTree project here',
  chooseTitle: 'Choose the folder of your oTree project',
  dropText: 'The one with settings.py in it. Or a .zip, .tar.gz or .otreezip of it.',
  chooseFolder: 'Choose a folder',
  chooseFile: 'Choose a file',
  rule: (maxMib: number) => `Up to ${maxMib} MB. Virtual environments, caches and the folder .git stay on your computer.`,
  explainFirst: 'The project is built and tried before anything runs. If something is wrong with it, you read what.',
  explain:
    'The new version is built and tried beside the running one. If something is wrong with it, you read what, and nothing that participants see has changed.',
  overlay: (name: string) => `Drop to deploy to ${name}`,
  overlayText: 'The folder of the project, or a .zip, .tar.gz or .otreezip of it',
  overlayBusy: 'Not now',
  busy: {
    sending: (what: string) => `${what} is being sent. Wait until it is done, or cancel it, before you give something else.`,
    task: (label: string, who: string | null) =>
      `Something is being done to this instance: ${label}${who === null ? '' : `, begun by ${who}`}. Wait until it is done.`,
    taskByYou: (label: string) => `Something is being done to this instance: ${label}, begun by you. Wait until it is done.`,
  },
  label: 'Upload',
  contents: 'The project',
  named: (name: string) => `“${name}”`,
  reading: (files: number) =>
    files === 0 ? 'Looking at it…' : files === 1 ? 'Looking at 1 file…' : `Looking at ${inEnglish(files)} files…`,
  sending: (what: string) => `Sending ${what}`,
  progress: (sent: string, total: string) => `${sent} of ${total}`,
  files: (n: number) => (n === 1 ? '1 file' : `${inEnglish(n)} files`),
  answering: 'Everything is sent. The server looks at it…',
  stalled: 'Nothing has moved for a while. If your connection is gone, cancel, and try again when it is back.',
  deployFolder: (folder: string) => `Deploy ${folder}`,
  deployTop: 'Deploy the top folder',
  folderRemembered: 'The choice is remembered when the deployment succeeds.',
  moreFolders: (n: number) => `And ${inEnglish(n)} more. Give the folder of one project itself, or set the folder below.`,
  cancel: 'Cancel the upload',
  cancelled: 'The upload was cancelled. Nothing was changed.',
  whichFolder: 'Which folder is the project?',
  refusedTitle: 'This cannot be deployed',
  failedTitle: (what: string) => `${what} was not deployed`,
  signedOut: 'Your sign-in has ended, so nothing was deployed. Load the page again, sign in, and give the project once more.',
  unreadable:
    'A file could not be read. Perhaps it was changed, moved or deleted meanwhile, or it may not be read. Give the folder once more.',
  unreadableFile: (path: string) =>
    `“${path}” cannot be read any more: it was changed, moved or deleted meanwhile. Nothing was changed on the server; give the folder once more.`,
  leaveTitle: 'Stop the upload?',
  leaveText: 'It goes on only as long as this page is open. If you leave now, nothing is changed on the server.',
  leave: 'Stop and leave',
  stay: 'Stay and go on',
  faults: {
    nothing: 'That was neither a folder nor a file. Drop the folder of your oTree project, or a .zip, .tar.gz or .otreezip of it.',
    several: (n: number) =>
      `You gave ${inEnglish(n)} things at once. Give one: the folder with settings.py in it, or one .zip, .tar.gz or .otreezip.`,
    emptyFolder: (name: string) => `“${name}” holds no files that could be deployed. Give the folder with settings.py in it.`,
    noSettings: (name: string) =>
      `There is no settings.py in “${name}”. Give the folder of an oTree project: the one with settings.py in it.`,
    inSubFolder: (name: string, path: string) =>
      `There is no settings.py in “${name}” itself, but in its folder “${path}”. Deploy that folder?`,
    inSubFolders: (name: string, paths: readonly string[], count: number) =>
      `“${name}” holds ${inEnglish(count)} projects: ${paths.map((path) => `“${path}”`).join(', ')}${count > paths.length ? ' …' : ''}. Which one shall be deployed?`,
    notInFolder: (name: string, folder: string) =>
      `This instance runs the folder “${folder}” of what it is given, and “${name}” has no such project. It has these:`,
    archiveInside: (name: string, path: string) => `There is no settings.py in “${name}”, but the file “${path}”. Give that file instead.`,
    tooMany: (files: number, most: number) =>
      `These are ${inEnglish(files)} files; at most ${inEnglish(most)} can be deployed. Leave out what the experiment does not need.`,
    folderTooLarge: ({ size, maxMib, largest, largestSize }: Record<'size' | 'largest' | 'largestSize', string> & { maxMib: number }) =>
      `These files are ${size} together; at most ${maxMib} MB can be sent. The largest is “${largest}” (${largestSize}). Leave out what the experiment does not need.`,
    fileTooLarge: (name: string, size: string, maxMib: number) =>
      `“${name}” is ${size}; at most ${maxMib} MB can be sent. Leave out what the experiment does not need (videos, data, virtual environments).`,
    emptyFile: (name: string) => `“${name}” is empty. Make it anew, or give the folder of the project itself.`,
    otherArchive: (name: string) =>
      `“${name}” is a kind of archive that cannot be unpacked here. Unpack it and give the folder, or pack it as a .zip.`,
    partOfProject: (name: string) => `“${name}” is a single file. Give the whole folder of the project, the one with settings.py in it.`,
    wrongKind: (name: string) =>
      `“${name}” is not an oTree project. Give the folder with settings.py in it, or a .zip, .tar.gz or .otreezip of it.`,
    notAnArchive: (name: string) =>
      `“${name}” is not what its name says; perhaps it was not downloaded whole. Pack it anew, or give the folder of the project itself.`,
  },
}
