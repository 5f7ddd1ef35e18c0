/** Texts of who plays, and of the protection while people play. */
export const playing = {
  now: (people: number) => (people === 1 ? '1 participant now' : `${people} participants now`),
  title: 'People are playing',
  unknownTitle: 'It cannot be seen whether anybody plays',
  unknownText: 'If somebody does, this disturbs them.',
  people: (people: number) =>
    people === 1 ? '1 participant is on this instance right now.' : `${people} participants are on this instance right now.`,
  session: (people: number, name: string) => `${people} in session ${name}`,
  room: (room: string) => `room ${room}`,
  began: 'began',
  openTitle: (until: string) => `A study is open until ${until}`,
  openText: 'Whoever runs it asked that nothing disturbs it before. If it is over already, end it in the section “Settings”.',
  consent: {
    people: 'Do it although it disturbs them',
    study: 'Do it although a study is open',
    both: 'Do it although people play and a study is open',
  },
  consentNeeded: {
    people: 'Tick the box, or wait until nobody plays.',
    study: 'Tick the box, or end the study in the section “Settings”.',
    both: 'Tick the box, or wait until nobody plays, and end the study in the section “Settings”.',
  },
  askBefore: {
    people: (name: string) => `Deploy ${name} although people play?`,
    study: (name: string) => `Deploy ${name} although a study is open?`,
    both: (name: string) => `Deploy ${name} although people play and a study is open?`,
  },
  refused: {
    people: 'Nothing was deployed, as it would disturb people.',
    study: 'Nothing was deployed, as it would disturb the study that is open.',
    both: 'Nothing was deployed, as it would disturb people and the study that is open.',
  },
  anyway: 'Do it all the same',
  study: {
    title: 'Study open until …',
    text: 'Until the end of this day whatever would disturb the study is refused: new code, another password, stopping, deleting. Each refusal names the day. It ends by itself.',
    day: 'Last day',
    save: 'Protect the study',
    move: 'Change the day',
    end: 'End it now',
    none: 'No study is open.',
    open: (until: string) => `Open until ${until}.`,
    badge: (until: string) => `Study open until ${until}`,
    dayMissing: 'Choose a day that is to come.',
  },
}
