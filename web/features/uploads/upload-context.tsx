import { createContext, useContext } from 'react'
import type { Uploading } from './use-upload.ts'

const UploadContext = createContext<Uploading | null>(null)

export const UploadProvider = UploadContext.Provider

/** The upload of this instance's page. */
export function useUploading(): Uploading {
  const uploading = useContext(UploadContext)
  if (!uploading) throw new Error('useUploading needs an UploadProvider above it.')
  return uploading
}
