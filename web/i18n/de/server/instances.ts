import type { Phrases } from '../../sentences/translator.ts'

/** What the server says of instances and what is done to them. */
export const instances: Phrases = {
  'There is no copy "{id}".': 'Es gibt keine Kopie „{id}“.',
  'Look at the list of copies for its id.': 'Die Kennung steht in der Liste der Kopien.',
  'The data of "{name}" take {bytes} MiB, and the server\'s disk has {free} MiB left, which is too little for a copy.':
    'Die Daten von „{name}“ brauchen {bytes} MiB, und auf der Festplatte des Servers sind {free} MiB frei; das ist zu wenig für eine Kopie.',
  'Copy it without its data, or tell whoever runs this server.':
    'Kopieren Sie die Instanz ohne ihre Daten, oder sagen Sie der Person Bescheid, die den Server betreut.',
  '"{name}" is not in the trash, so nothing was deleted.': '„{name}“ liegt nicht im Papierkorb; es wurde nichts gelöscht.',
  'Move it to the trash first: otm instances delete {name}': 'Verschieben Sie sie zuerst in den Papierkorb: otm instances delete {name}',
  '"{name}" cannot be restored: deleting it for good was begun and did not finish, so a part of it is gone.':
    '„{name}“ lässt sich nicht wiederherstellen: Das endgültige Löschen wurde begonnen, aber nicht beendet; ein Teil ist schon weg.',
  'Delete the rest: otm instances purge {name}': 'Löschen Sie den Rest: otm instances purge {name}',
  'oTree does not run with so little {what:resource}.': 'Mit so wenig {what} läuft oTree nicht.',
  'This machine has less {what:resource} than that.': 'Dieser Rechner hat weniger {what} als das.',
  '"{name}" takes {mib} MiB of {what:resource} at the moment, so with {value} MiB it would be ended.':
    '„{name}“ belegt zurzeit {mib} MiB {what} und würde mit {value} MiB beendet.',
  'Give at least {mib} MiB.': 'Geben Sie mindestens {mib} MiB.',
  'You may not create instances yourself.': 'Sie dürfen selbst keine Instanzen erstellen.',
  'Ask a super-user for one, or to allow you some.': 'Bitten Sie einen Superuser um eine, oder darum, welche erstellen zu dürfen.',
  'You have created {created} instance, what you handed over included and what is in the trash apart, and may create {quota}.':
    'Sie haben {created} Instanz erstellt, Übergebenes mitgezählt und Instanzen im Papierkorb nicht, und dürfen {quota} erstellen.',
  'Ask a super-user for one more, or to move one that you no longer need to the trash.':
    'Bitten Sie einen Superuser um eine weitere, oder darum, eine, die Sie nicht mehr brauchen, in den Papierkorb zu verschieben.',
  'You have created {created} instances, what you handed over included and what is in the trash apart, and may create {quota}.':
    'Sie haben {created} Instanzen erstellt, Übergebenes mitgezählt und Instanzen im Papierkorb nicht, und dürfen {quota} erstellen.',
  'Say what to change: otreeVersion, pythonVersion, projectFolder, labels, notes or openUntil.':
    'Geben Sie an, was sich ändern soll: otreeVersion, pythonVersion, projectFolder, labels, notes oder openUntil.',
  'Say what to change: variables, authLevel or production.': 'Geben Sie an, was sich ändern soll: variables, authLevel oder production.',
  'At most {most} variables at once.': 'Höchstens {most} Variablen auf einmal.',
  'Say what to change: memoryMib, cpuPercent or diskMib.': 'Geben Sie an, was sich ändern soll: memoryMib, cpuPercent oder diskMib.',
  'The instance "{name}" is in the trash.': 'Die Instanz „{name}“ liegt im Papierkorb.',
  'A super-user can restore it: otm instances restore {name}': 'Ein Superuser kann sie wiederherstellen: otm instances restore {name}',
  'There is no instance "{name}" any more.': 'Die Instanz „{name}“ gibt es nicht mehr.',
  'Choose a later one, or end the study.': 'Wählen Sie einen späteren, oder beenden Sie die Studie.',
  'Choose an earlier day; it can be moved at any time.': 'Wählen Sie einen früheren Tag; er lässt sich jederzeit verschieben.',
  '"{name}" does not run at the moment.': '„{name}“ läuft zurzeit nicht.',
  'Tell its owner, {owner}.': 'Sagen Sie {owner} Bescheid; dieser Person gehört die Instanz.',
  'The list of labels cannot be read.': 'Die Liste der Labels lässt sich nicht lesen.',
  'Tell the owner.': 'Sagen Sie der Person Bescheid, der die Instanz gehört.',
  'You can copy an instance for yourself only.': 'Sie können eine Instanz nur für sich selbst kopieren.',
  'Hand the copy over afterwards, or ask a super-user.': 'Übergeben Sie die Kopie danach, oder bitten Sie einen Superuser.',
  'There is nobody with the username "{username}", so nothing was copied.':
    'Es gibt niemanden mit dem Benutzernamen „{username}“; es wurde nichts kopiert.',
  'The account of "{username}" is deactivated, so nothing was copied.':
    'Das Konto von „{username}“ ist deaktiviert; es wurde nichts kopiert.',
  'Choose somebody else.': 'Wählen Sie jemand anderen.',
  'Wait until that is finished, or cancel it, and try again.':
    'Warten Sie, bis das fertig ist, oder brechen Sie es ab, und versuchen Sie es noch einmal.',
  'The manager is being stopped, so nothing new is begun.': 'Der Manager wird gerade angehalten und beginnt nichts Neues.',
  'Try again when it has been started again.': 'Versuchen Sie es noch einmal, wenn er wieder läuft.',
  'This was cancelled; what had been begun is undone.': 'Der Vorgang wurde abgebrochen; was begonnen war, ist rückgängig gemacht.',
  'Look at the log above, then try again.': 'Sehen Sie oben im Log nach, und versuchen Sie es dann noch einmal.',
  'The manager itself ended {attempts} times while this was being done, so it was given up.':
    'Der Manager selbst wurde dabei {attempts}-mal beendet; der Vorgang wurde deshalb aufgegeben.',
  "Look at the manager's log, then try again.": 'Sehen Sie im Log des Managers nach, und versuchen Sie es dann noch einmal.',
  'This is past the point of no return and cannot be cancelled any more.':
    'Der Vorgang ist so weit, dass er nicht mehr abgebrochen werden kann.',
  'Wait until it is finished.': 'Warten Sie, bis er beendet ist.',
  'This is finished already, so there is nothing to cancel.': 'Der Vorgang ist schon beendet; es gibt nichts abzubrechen.',
  '"{name}" is on the engine "{wanted}" already, so nothing was moved.':
    '„{name}“ ist schon auf der Engine „{wanted}“; es wurde nichts umgezogen.',
  'The engine "{wanted}" is not in use on this server, so "{name}" stays where it is.':
    'Die Engine „{wanted}“ ist auf diesem Server nicht in Gebrauch; „{name}“ bleibt, wo sie ist.',
  'Set OTM_ENGINE={wanted} and start the manager again: it opens that engine, and those that instances are on.':
    'Setzen Sie OTM_ENGINE={wanted} und starten Sie den Manager neu: Er öffnet dann diese Engine und die, auf denen Instanzen sind.',
  '"{name}" is called so already, so nothing was changed.': '„{name}“ heißt schon so; es wurde nichts geändert.',
  '"{name}" is not in the trash.': '„{name}“ liegt nicht im Papierkorb.',
  'Move it there first, from where it can still be restored.':
    'Verschieben Sie sie zuerst dorthin; von dort lässt sie sich noch wiederherstellen.',
  '"{name}" does not run, so there are no admin pages to open.': '„{name}“ läuft nicht, also gibt es keine Admin-Seiten zu öffnen.',
  'It has no code yet: deploy a project first.': 'Die Instanz hat noch keinen Code: Stellen Sie zuerst ein Projekt bereit.',
  'Wait until it is ready.': 'Warten Sie, bis sie bereit ist.',
  'Start it first.': 'Starten Sie sie zuerst.',
  'Use at least {least} characters; several words are fine.': 'Verwenden Sie mindestens {least} Zeichen; es dürfen mehrere Wörter sein.',
  'The password contains a line break or another character that cannot be typed.':
    'Das Passwort enthält einen Zeilenumbruch oder ein anderes Zeichen, das sich nicht tippen lässt.',
  'The password begins or ends with a space, which gets lost where it is copied.':
    'Das Passwort beginnt oder endet mit einem Leerzeichen, das beim Kopieren verloren geht.',
  'The password is little more than the name of the instance.': 'Das Passwort besteht fast nur aus dem Namen der Instanz.',
  '"{name}" has no variable "{variable}".': '„{name}“ hat keine Variable „{variable}“.',
  'Look at the list of its variables.': 'Sehen Sie in der Liste ihrer Variablen nach.',
  'The manager was stopped before this was finished.': 'Der Manager wurde angehalten, bevor das fertig war.',
  'It goes on when the manager is started again.': 'Es geht weiter, sobald der Manager wieder läuft.',
  '"{name}" did not stay up in {attempts} attempts; the manager goes on trying every minute.':
    '„{name}“ hielt sich in {attempts} Versuchen nicht; der Manager versucht es weiter jede Minute.',
  'It started each time and ended by itself soon after: its log says why.':
    'Die Instanz startete jedes Mal und endete bald darauf von selbst: Warum, steht in ihrem Log.',
  'There is no instance "{what}".': 'Es gibt keine Instanz „{what}“.',
  'Look at the list of instances for its name.': 'In der Liste der Instanzen steht ihr Name.',
  'There is no deployment "{id}".': 'Es gibt keine Bereitstellung „{id}“.',
  "Look at the instance's list of deployments.": 'Sehen Sie in der Liste der Bereitstellungen dieser Instanz nach.',
  'The instance "{name}" is {state:states} and cannot become {next:states}.':
    'Die Instanz „{name}“ ist im Status „{state}“ und kann nicht in den Status „{next}“ wechseln.',
  'Reload the page and try again.': 'Laden Sie die Seite neu und versuchen Sie es noch einmal.',
  'There is no operation "{id}".': 'Es gibt keinen Vorgang „{id}“.',
  'Look at the list of operations.': 'Sehen Sie in der Liste der Vorgänge nach.',
  'Something else is being done to this instance.': 'Mit dieser Instanz geschieht gerade etwas anderes.',
  'There are no kept files "{id}".': 'Die aufbewahrten Dateien „{id}“ gibt es nicht.',
  "Look at the list of the instance's files.": 'Sehen Sie in der Liste der Dateien dieser Instanz nach.',
  '"{instance}" is being {doing:participles} by {by}, since {time}.': '„{instance}“ wird seit {time} von {by} {doing}.',
  '"{instance}" is being {doing:participles} from the server itself, since {time}.':
    '„{instance}“ wird seit {time} vom Server selbst {doing}.',
  '"{instance}" was not {doing:participles} within {time:durations}, so it was given up.':
    '„{instance}“ wurde nicht innerhalb von {time} {doing}; der Vorgang wurde deshalb aufgegeben.',
  'Give at least {number} {unit:units}.': 'Geben Sie mindestens {number} {unit}.',
  'Give at most {number} {unit:units}.': 'Geben Sie höchstens {number} {unit}.',
  '{what:disturbing} would disturb them, so nothing was done.': '{what} würde diese Personen stören; es wurde nichts getan.',
  '{what:disturbing} would disturb the study, so nothing was done.': '{what} würde die Studie stören; es wurde nichts getan.',
  'Wait until they have finished.': 'Warten Sie, bis sie fertig sind.',
  'Wait, or end the study on its page.': 'Warten Sie, oder beenden Sie die Studie auf der Seite der Instanz.',
  'To do it all the same: on the page {page}, with git push -o disturb, or with otm … --disturb':
    'Trotzdem ausführen: auf der Seite {page}, mit git push -o disturb oder mit otm … --disturb',
  'A study is open on "{name}" until {time} UTC.': 'Auf „{name}“ läuft eine Studie bis {time} UTC.',
  'It cannot be seen whether anybody plays on "{name}" at this moment.': 'Ob auf „{name}“ gerade jemand spielt, ist nicht zu sehen.',
  '1 participant plays on "{name}" at this moment.': 'Auf „{name}“ nimmt gerade 1 Person teil.',
  '{participants} participants play on "{name}" at this moment.': 'Auf „{name}“ nehmen gerade {participants} Personen teil.',
  '1 participant plays on "{name}" at this moment: {sessions:sessions}.': 'Auf „{name}“ nimmt gerade 1 Person teil: {sessions}.',
  '{participants} participants play on "{name}" at this moment: {sessions:sessions}.':
    'Auf „{name}“ nehmen gerade {participants} Personen teil: {sessions}.',
  'This day is over.': 'Dieser Tag ist vorbei.',
  'A study can be open for three years at the most.': 'Eine Studie kann höchstens drei Jahre laufen.',
}
