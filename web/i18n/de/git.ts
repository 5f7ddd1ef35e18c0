import type { Messages } from '../en.ts'

/** Texts of git. */
export const git: Messages['git'] = {
  connection: 'Verbindung',
  ssh: 'SSH',
  https: 'HTTPS',
  address: 'Git-Adresse',
  first: 'Einmal, im Ordner Ihres oTree-Projekts:',
  every: 'Und immer, wenn die zuletzt committete Version laufen soll:',
  firstCommand: 'Befehl zum Hinzufügen des Remotes',
  pushCommand: 'Befehl zum Pushen',
  afterUpload:
    'Lehnt git das ab („fetch first“): Die verwendete Version wurde hochgeladen, und Ihr Repository kennt sie nicht. So kommt an ihre Stelle, was Sie committet haben; das Hochgeladene bleibt in der Liste der Bereitstellungen.',
  afterUploadCommand: 'Befehl zum Ersetzen des Hochgeladenen',
  explain:
    'Der Push zeigt, wie weit die Bereitstellung ist, und endet mit der Adresse. Stimmt mit dem Projekt etwas nicht, wird der Push abgelehnt, und die laufende Version bleibt unberührt.',
  noKeyTitle: 'Fügen Sie zuerst Ihren SSH-Schlüssel hinzu',
  noKeyText:
    'Mit einem SSH-Schlüssel weist git nach, dass Sie es sind. Fügen Sie Ihren einmal hinzu; er gilt für alle Ihre Instanzen. Oder verwenden Sie stattdessen HTTPS.',
  addKey: 'SSH-Schlüssel hinzufügen',
  tokenTitle: 'Das Passwort ist ein API-Token',
  tokenText: (username) => `git fragt nach Benutzername und Passwort. Der Benutzername ist ${username}; das Passwort ist ein API-Token.`,
  addToken: 'Token erstellen',
  howTo: 'So geht es in …',
  key: {
    title: 'Beim ersten Mal: ein SSH-Schlüssel',
    system: 'System Ihres Rechners',
    make: {
      windows:
        'Erzeugen Sie in der PowerShell einen Schlüssel; alle Fragen lassen sich mit der Eingabetaste beantworten. Heißt es, dass es die Datei schon gibt, haben Sie einen: Antworten Sie n.',
      macos:
        'Erzeugen Sie im Programm „Terminal“ einen Schlüssel; alle Fragen lassen sich mit der Eingabetaste beantworten. Heißt es, dass es die Datei schon gibt, haben Sie einen: Antworten Sie n.',
      linux:
        'Erzeugen Sie in einem Terminal einen Schlüssel; alle Fragen lassen sich mit der Eingabetaste beantworten. Heißt es, dass es die Datei schon gibt, haben Sie einen: Antworten Sie n.',
    },
    makeCommand: 'Befehl zum Erzeugen eines Schlüssels',
    copy: {
      windows: 'Das legt den öffentlichen Teil in die Zwischenablage. Fügen Sie ihn auf der Seite Ihres Kontos ein.',
      macos: 'Das legt den öffentlichen Teil in die Zwischenablage. Fügen Sie ihn auf der Seite Ihres Kontos ein.',
      linux: 'Das zeigt den öffentlichen Teil. Kopieren Sie die Zeile und fügen Sie sie auf der Seite Ihres Kontos ein.',
    },
    copyCommand: 'Befehl zum Kopieren des öffentlichen Schlüssels',
  },
  exists: {
    title: (name) => `git sagt „remote ${name} already exists“`,
    text: 'Das Projekt war schon einmal verbunden, mit einer anderen Instanz oder über die andere Verbindung. Geben Sie dem Namen stattdessen diese Adresse:',
    command: 'Befehl zum Ändern der Adresse des Remotes',
  },
  terminal: {
    title: 'Terminal',
    init: 'Falls das Projekt noch nicht in git ist, in seinem Ordner:',
    initCommand: 'Befehle, um das Projekt in git aufzunehmen',
    windows: 'Unter Windows verwenden Sie „Git Bash“, das mit Git installiert wird.',
  },
  vscode: {
    title: 'VS Code',
    steps: (name) => [
      'Öffnen Sie den Ordner des Projekts. Wählen Sie in der Ansicht „Source Control“ „Initialize Repository“, falls es angeboten wird, schreiben Sie eine Nachricht und committen Sie.',
      `Wählen Sie im Menü „⋯“ dieser Ansicht „Remote → Add Remote…“. Fügen Sie die Adresse ein und nennen Sie das Remote ${name}.`,
      `„⋯ → Pull, Push → Push to…“, dann ${name} wählen. Unter „Output → Git“ sehen Sie, wie gebaut wird.`,
    ],
  },
  pycharm: {
    title: 'PyCharm',
    steps: (name) => [
      'Öffnen Sie das Projekt. Ist es noch nicht in git, wählen Sie „VCS → Enable Version Control Integration…“, dann „Git → Commit…“.',
      `„Git → Manage Remotes…“, dann „+“. Nennen Sie das Remote ${name} und fügen Sie die Adresse ein.`,
      `„Git → Push…“. Klicken Sie neben dem Branch auf den Namen des Remotes, wählen Sie ${name} und pushen Sie.`,
    ],
  },
}
