/** Texts of git. */
export const git = {
  connection: 'Connection',
  ssh: 'SSH',
  https: 'HTTPS',
  address: 'Git address',
  first: 'Once, in the folder of your oTree project:',
  every: 'And whenever you want the committed version to run:',
  firstCommand: 'Command to add the remote',
  pushCommand: 'Command to push',
  afterUpload:
    'If git refuses it (“fetch first”): the version in use was uploaded, and your repository does not know it. This puts what you committed in its place; what was uploaded stays in the list of deployments.',
  afterUploadCommand: 'Command to replace what was uploaded',
  explain:
    'The push shows how far the deployment is, and ends with the address. If something is wrong with the project, the push is declined and the running version is left alone.',
  noKeyTitle: 'Add your SSH key first',
  noKeyText: 'git proves with an SSH key that it is you. Add yours once; it works for all your instances. Or use HTTPS instead.',
  addKey: 'Add an SSH key',
  tokenTitle: 'The password is an API token',
  tokenText: (username: string) => `git asks for a username and a password. The username is ${username}; the password is an API token.`,
  addToken: 'Create a token',
  howTo: 'How to do it in …',
  key: {
    title: 'The first time: an SSH key',
    system: 'System of your computer',
    make: {
      windows:
        'In PowerShell, make a key; the questions can all be answered with Enter. If it says that the file exists, you have one: answer n.',
      macos:
        'In the program Terminal, make a key; the questions can all be answered with Enter. If it says that the file exists, you have one: answer n.',
      linux:
        'In a terminal, make a key; the questions can all be answered with Enter. If it says that the file exists, you have one: answer n.',
    },
    makeCommand: 'Command to make a key',
    copy: {
      windows: 'This puts the public part of it on the clipboard. Paste it on the page of your account.',
      macos: 'This puts the public part of it on the clipboard. Paste it on the page of your account.',
      linux: 'This prints the public part of it. Copy the line, and paste it on the page of your account.',
    },
    copyCommand: 'Command to copy the public key',
  },
  exists: {
    title: (name: string) => `git says “remote ${name} already exists”`,
    text: 'The project was connected before, to another instance or by the other connection. Give the name this address instead:',
    command: 'Command to change the address of the remote',
  },
  terminal: {
    title: 'A terminal',
    init: 'If the project is not in git yet, in its folder:',
    initCommand: 'Commands to put the project into git',
    windows: 'On Windows, use “Git Bash”, which comes with Git.',
  },
  vscode: {
    title: 'VS Code',
    steps: (name: string) => [
      'Open the folder of the project. In the view “Source Control”, choose “Initialize Repository” if it is offered, write a message, and commit.',
      `In the menu “⋯” of that view, choose “Remote → Add Remote…”. Paste the address, and call it ${name}.`,
      `“⋯ → Pull, Push → Push to…”, and choose ${name}. Under “Output → Git” you see how it is built.`,
    ],
  },
  pycharm: {
    title: 'PyCharm',
    steps: (name: string) => [
      'Open the project. If it is not in git yet, choose “VCS → Enable Version Control Integration…”, then “Git → Commit…”.',
      `“Git → Manage Remotes…”, then “+”. Call it ${name}, and paste the address.`,
      `“Git → Push…”. Click the remote’s name beside the branch, choose ${name}, and push.`,
    ],
  },
}
