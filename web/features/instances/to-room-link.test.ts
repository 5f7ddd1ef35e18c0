import { expect, it } from 'vitest'
import { toRoomLink } from './to-room-link.ts'

const instance = { url: 'https://otree1.example.org/' }

it('leads to the room of oTree', () => {
  expect(toRoomLink(instance, 'laboratory')).toBe('https://otree1.example.org/room/laboratory')
})

it('names one participant, whatever signs the label has', () => {
  expect(toRoomLink(instance, 'laboratory', 'PC 07&8')).toBe('https://otree1.example.org/room/laboratory?participant_label=PC%2007%268')
})
