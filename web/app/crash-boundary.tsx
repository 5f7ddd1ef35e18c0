import { Component } from 'react'
import { CrashNote } from './crash-note.tsx'

interface CrashState {
  readonly error: unknown
}

/** Shows a sentence where a part of the page broke, instead of nothing. */
export class CrashBoundary extends Component<{ readonly children: React.ReactNode }, CrashState> {
  override state: CrashState = { error: null }

  static getDerivedStateFromError(error: unknown): CrashState {
    return { error }
  }

  override render(): React.ReactNode {
    return this.state.error === null ? this.props.children : <CrashNote error={this.state.error} />
  }
}
