import { request } from './http-client.ts'

/** oTree's own REST interface, through the gateway. */
export class OtreeApi {
  readonly #origin: string
  readonly #restKey: string

  constructor(origin: string, restKey: string) {
    this.#origin = origin.replace(/\/$/, '')
    this.#restKey = restKey
  }

  /** @returns the session's code and the path with which participants join it */
  async createSession(config: string, participants: number, room?: string): Promise<{ code: string; joinPath: string }> {
    const session = await this.post<{ code: string; session_wide_url: string }>('/api/sessions', {
      session_config_name: config,
      num_participants: participants,
      ...(room === undefined ? {} : { room_name: room }),
    })
    return { code: session.code, joinPath: new URL(session.session_wide_url).pathname }
  }

  /** The participants' codes and how far they are. */
  async participants(session: string): Promise<{ code: string; finished?: boolean; id_in_session: number }[]> {
    return (await this.post<{ participants: { code: string; id_in_session: number }[] }>(`/api/get_session/${session}`, {})).participants
  }

  async post<T>(path: string, payload: object): Promise<T> {
    const body = JSON.stringify(payload)
    const headers = {
      'otree-rest-key': this.#restKey,
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(body)),
    }
    const answer = await request(this.#origin + path, { method: 'POST', headers, body })
    if (answer.status !== 200) throw new Error(`POST ${path} was answered with ${answer.status}: ${answer.body.slice(0, 500)}`)
    return JSON.parse(answer.body) as T
  }
}
