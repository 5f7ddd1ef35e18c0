type Field = HTMLInputElement | HTMLTextAreaElement

/** What stood in a field when its form was sent. */
export interface SentText {
  readonly field: Field
  readonly text: string
}

const touched = new Set<Field>()
let justSent: readonly SentText[] = []

const isField = (target: EventTarget | null): target is Field => target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement

/** Remembers in which fields of forms somebody types, so that what they typed is not thrown away without asking. */
export function watchTyping(page: Document): void {
  const watch = (event: string, listener: (target: EventTarget | null) => void): void =>
    page.addEventListener(event, ({ target }) => listener(target), { capture: true })
  watch('input', (target) => {
    for (const field of touched) if (!field.isConnected) touched.delete(field)
    if (isField(target) && target.form !== null) touched.add(target)
  })
  watch('submit', (form) => {
    justSent = [...touched].filter((field) => field.form === form).map((field) => ({ field, text: field.value }))
    setTimeout(() => {
      justSent = [] // what is asked for later has nothing to do with this form
    })
  })
}

/** What is typed in the form that is being sent at this moment. */
export const textJustSent = (): readonly SentText[] => justSent

/** It is kept now, unless somebody has typed on. */
export function forgetTyped(sent: readonly SentText[]): void {
  for (const { field, text } of sent) if (field.value === text) touched.delete(field)
}

/** Whether there is something in a form that somebody typed and that is not kept yet. */
export const isTextTyped = (): boolean => [...touched].some(({ isConnected, value }) => isConnected && value.trim() !== '')
