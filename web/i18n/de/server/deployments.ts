import type { Phrases } from '../../sentences/translator.ts'

/** What the server says of deployments. */
export const deployments: Phrases = {
  'Earlier versions of "{name}" have written {bytes} MiB of files, which are kept; {allowed} MiB may be kept.':
    'Frühere Versionen von „{name}“ haben {bytes} MiB an Dateien geschrieben, die aufgehoben werden; {allowed} MiB dürfen es sein.',
  'Nothing of it is deleted unasked: download it (otm files {name} download), remove what you do not need here (otm files {name} remove --of ID), and deploy again.':
    'Nichts davon wird ungefragt gelöscht: Laden Sie sie herunter (otm files {name} download), entfernen Sie, was hier nicht mehr gebraucht wird (otm files {name} remove --of ID), und stellen Sie dann noch einmal bereit.',
  'The engine that this instance belongs to cannot be reached, so nothing was done to it.':
    'Die Engine, zu der diese Instanz gehört, ist nicht erreichbar; an der Instanz wurde nichts getan.',
  'Look at what "otm doctor" says about the engine, then try again.':
    'Sehen Sie nach, was „otm doctor“ über die Engine sagt, und versuchen Sie es dann noch einmal.',
  'Deployment {id} of "{name}" was never built.': 'Die Bereitstellung {id} von „{name}“ wurde nie gebaut.',
  'Deploy the code again.': 'Stellen Sie den Code noch einmal bereit.',
  '"{name}" has no code yet.': '„{name}“ hat noch keinen Code.',
  'Deploy a project first: git push, or otm deploy {name} DIR.':
    'Stellen Sie zuerst ein Projekt bereit: git push, oder otm deploy {name} ORDNER.',
  'The folder "{folder}" is deployed; what lies outside of it is not there when it runs.':
    'Bereitgestellt ist der Ordner „{folder}“; was außerhalb liegt, ist nicht da, wenn er läuft.',
  'The requirements.txt at the top of the repository is not used, since "{folder}" is the project.':
    'Die requirements.txt im obersten Ordner des Repositorys wird nicht verwendet, weil „{folder}“ das Projekt ist.',
  'Put a copy into that folder if it needs those packages.': 'Legen Sie eine Kopie in diesen Ordner, wenn er diese Pakete braucht.',
  'The new version was not started, because it was not found in order.':
    'Die neue Version wurde nicht gestartet, weil sie nicht in Ordnung ist.',
  'The new version does not fit the data of "{name}": {reasons:misfits}.':
    'Die neue Version passt nicht zu den Daten von „{name}“: {reasons}.',
  'The version before runs on.': 'Die bisherige Version läuft weiter.',
  'Either keep the models as they were, or delete all sessions and data first (a copy is kept): otm instances reset-database {name}':
    'Lassen Sie entweder die Modelle, wie sie waren, oder löschen Sie vorher alle Sitzungen und Daten (eine Kopie wird aufgehoben): otm instances reset-database {name}',
  'The engine "{engine}" cannot be reached at the moment.': 'Die Engine „{engine}“ ist zurzeit nicht erreichbar.',
  'Look at "otm doctor", then try again.': 'Sehen Sie bei „otm doctor“ nach, und versuchen Sie es dann noch einmal.',
  'An earlier deployment comes back with the versions that it ran with.':
    'Eine frühere Bereitstellung kommt mit den Versionen zurück, mit denen sie lief.',
  'Leave out update, and update the packages afterwards.': 'Lassen Sie update weg, und aktualisieren Sie die Pakete danach.',
  'An earlier deployment comes back with the folder that it had.':
    'Eine frühere Bereitstellung kommt mit dem Ordner zurück, den sie hatte.',
  'Leave out the folder.': 'Lassen Sie den Ordner weg.',
  '"{name}" has no deployment "{deployment}".': '„{name}“ hat keine Bereitstellung „{deployment}“.',
  'Look at the list: otm deployments {name}': 'Sehen Sie in der Liste nach: otm deployments {name}',
  'The code of deployment {id} of "{name}" is not kept, as it was declined.':
    'Der Code der Bereitstellung {id} von „{name}“ ist nicht aufgehoben, weil sie abgelehnt wurde.',
  'Choose one that says so in the list (otm deployments {name}), or bring the code once more.':
    'Wählen Sie eine, bei der die Liste es sagt (otm deployments {name}), oder bringen Sie den Code noch einmal.',
  'The version {commit} of {id} is not kept any more.': 'Die Version {commit} von {id} ist nicht mehr aufgehoben.',
  'Deploy it again.': 'Stellen Sie sie noch einmal bereit.',
  '"{release}" is not the name of a release.': '„{release}“ ist nicht der Name einer Version.',
  'The process {process} of {id} does not run.': 'Der Prozess {process} von {id} läuft nicht.',
  'Start the instance again.': 'Starten Sie die Instanz noch einmal.',
  '"{process}" is not the id of a process.': '„{process}“ ist nicht die Kennung eines Prozesses.',
  'What was sent did not arrive completely.': 'Was gesendet wurde, ist nicht vollständig angekommen.',
  'Nothing was changed; push or upload it again.': 'Es wurde nichts geändert; pushen Sie, oder laden Sie noch einmal hoch.',
  'settings.py sets ADMIN_PASSWORD itself, so the admin password shown here does not work.':
    'settings.py setzt ADMIN_PASSWORD selbst; das hier angezeigte Admin-Passwort gilt deshalb nicht.',
  'Remove that line and deploy again.': 'Entfernen Sie diese Zeile und stellen Sie noch einmal bereit.',
  'The versions of before did not all fit the changed requirements, so these are others now: {changes:any}.':
    'Nicht alle bisherigen Versionen passten zur geänderten requirements.txt; diese sind jetzt andere: {changes}.',
  'oTree {version} is installed, and stays until the requirements change or somebody asks for an update.':
    'oTree {version} ist installiert und bleibt, bis sich die requirements.txt ändert oder jemand eine Aktualisierung verlangt.',
  'Write "otree=={version}" to keep it everywhere.': 'Schreiben Sie „otree=={version}“, um überall dabei zu bleiben.',
  'oTree {version} is set for this instance, so it is installed in place of what {file}, line {line}, says: {what:any}.':
    'Für diese Instanz ist oTree {version} festgelegt; es wird anstelle dessen installiert, was {file}, Zeile {line}, angibt: {what}.',
  'Deploy with the newest versions that fit: otm deploy {name} --update':
    'Stellen Sie mit den neuesten passenden Versionen bereit: otm deploy {name} --update',
  'The new version was built and would run; what was installed for it is kept, so that deploying it again is quick.':
    'Die neue Version wurde gebaut und könnte laufen; was für sie installiert wurde, bleibt, damit es beim nächsten Mal schnell geht.',
}
