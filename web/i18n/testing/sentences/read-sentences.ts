import { globSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import ts from 'typescript'
import { type Callers, declarationOf, functionOf, resolve } from './resolve.ts'
import type { Template } from './template.ts'

export interface Sentence {
  /** e.g. `src/store/instance-row.ts:64` */
  readonly at: string
  readonly template: Template
  /** Said by an error, not by something else that may be a sentence. */
  readonly isError: boolean
}

/** Every text that the sources say where `findSaid` tells. @param files from the project's folder */
export function readSentences(
  files: readonly string[],
  findSaid: (node: ts.Node, file: string) => readonly ts.Expression[],
): readonly Sentence[] {
  const program = ts.createProgram({ rootNames: [...files], options, host: createHost() })
  const checker = program.getTypeChecker()
  const sources = program.getSourceFiles()
  const reading = { checker, callers: findCallers(collectCalls(sources), checker), given: new Map(), depth: 0 }
  const wanted = new Set(files)
  return sources.flatMap((source) => {
    const file = relative(process.cwd(), source.fileName)
    if (!wanted.has(file)) return []
    return findRoots(source, (node) => findSaid(node, file)).flatMap((root) => {
      const at = `${file}:${source.getLineAndCharacterOfPosition(root.getStart()).line + 1}`
      return resolve(root, reading).map((template) => ({ at, template, isError: ts.isNewExpression(root.parent) }))
    })
  })
}

const options: ts.CompilerOptions = { target: ts.ScriptTarget.ES2024, module: ts.ModuleKind.ESNext, noLib: true, types: [], strict: true }

/** Of what is imported only the sources are read: what libraries say is not ours. */
function createHost(): ts.CompilerHost {
  const host = ts.createCompilerHost(options)
  const toFile = (name: string, from: string): string | undefined => (name.startsWith('.') ? join(dirname(from), name) : undefined)
  return {
    ...host,
    resolveModuleNameLiterals: (literals, from) =>
      literals.map(({ text }) => {
        const resolvedFileName = toFile(text, from)
        return { resolvedModule: resolvedFileName === undefined ? undefined : { resolvedFileName, extension: ts.Extension.Ts } }
      }),
  }
}

function findRoots(source: ts.SourceFile, isRoot: (node: ts.Node) => readonly ts.Expression[]): readonly ts.Expression[] {
  const found: ts.Expression[] = []
  const look = (node: ts.Node): void => {
    found.push(...isRoot(node))
    ts.forEachChild(node, look)
  }
  look(source)
  return found
}

/** By the last word of what is called, so that not every call has to be understood. */
function collectCalls(sources: readonly ts.SourceFile[]): ReadonlyMap<string, readonly ts.CallExpression[]> {
  const calls = new Map<string, ts.CallExpression[]>()
  const look = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) {
      const name = lastWord(node.expression)
      calls.set(name, [...(calls.get(name) ?? []), node])
    }
    ts.forEachChild(node, look)
  }
  for (const source of sources) look(source)
  return calls
}

const lastWord = (node: ts.Expression): string =>
  ts.isPropertyAccessExpression(node) ? node.name.text : ts.isIdentifier(node) ? node.text : ''

function findCallers(calls: ReadonlyMap<string, readonly ts.CallExpression[]>, checker: ts.TypeChecker): Callers {
  return (called) => {
    const name = nameOf(called)
    if (name === undefined) return []
    return (calls.get(name) ?? []).filter((call) => functionOf(declarationOf(call.expression, { checker })) === called)
  }
}

function nameOf(node: ts.Node): string | undefined {
  if (ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node)) return node.name?.getText()
  return ts.isVariableDeclaration(node.parent) ? node.parent.name.getText() : undefined
}

/** e.g. `src/store/keys.ts` */
export const listSources = (): readonly string[] => globSync('src/**/*.ts').sort()
