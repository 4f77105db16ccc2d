import { join } from 'node:path'

/** What lies in a data directory. The log is the truth; read models may be deleted at any time. */
export const logFile = (dataDirectory: string): string => join(dataDirectory, 'log.sqlite')
export const credentialsFile = (dataDirectory: string): string => join(dataDirectory, 'credentials.sqlite')
/** Evidence, by digest: part of the truth, because facts speak of it. */
export const attachmentsDirectory = (dataDirectory: string): string => join(dataDirectory, 'attachments')
export const readModelsDirectory = (dataDirectory: string): string => join(dataDirectory, 'read-models')
