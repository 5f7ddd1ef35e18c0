import ts from 'typescript'
import { followedBy, type Template } from './template.ts'

/** Who calls a function of the sources. */
export type Callers = (declaration: ts.Node) => readonly ts.CallExpression[]

interface Reading {
  readonly checker: ts.TypeChecker
  readonly callers: Callers
  /** What the parameters of the functions are that are being read. */
  readonly given: ReadonlyMap<ts.Node, ts.Expression>
  readonly depth: number
}

const deepest = 14

/** Every text that an expression can be, as far as the sources tell; what they do not tell is a hole. */
export function resolve(node: ts.Expression, reading: Reading): readonly Template[] {
  if (node.kind === ts.SyntaxKind.NullKeyword || (ts.isIdentifier(node) && node.text === 'undefined')) return []
  if (reading.depth > deepest) return toHole(node)
  const deeper = { ...reading, depth: reading.depth + 1 }
  if (ts.isStringLiteralLike(node)) return [[node.text]]
  if (ts.isTemplateExpression(node)) return resolveTemplate(node, deeper)
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node))
    return resolve(node.expression, deeper)
  if (ts.isConditionalExpression(node)) return [...resolve(node.whenTrue, deeper), ...resolve(node.whenFalse, deeper)]
  if (ts.isBinaryExpression(node)) return resolveBinary(node, deeper)
  if (ts.isIdentifier(node) || ts.isPropertyAccessExpression(node)) return resolveNamed(node, deeper)
  if (ts.isElementAccessExpression(node)) return resolveEntry(node, deeper)
  if (ts.isArrayLiteralExpression(node))
    return node.elements.flatMap((element) => resolve(ts.isSpreadElement(element) ? element.expression : element, deeper))
  if (ts.isAwaitExpression(node)) return resolve(node.expression, deeper)
  if (ts.isCallExpression(node)) return resolveMethod(node, deeper) ?? resolveCall(node, deeper)
  return toHole(node)
}

const toHole = (node: ts.Node): readonly Template[] => [[{ hole: node.getText().replace(/\s+/g, ' ') }]]

const isHole = (found: readonly Template[]): boolean => found.every((template) => template.every((part) => typeof part !== 'string'))

const isText = (found: readonly Template[]): boolean =>
  found.some((template) => template.some((part) => typeof part === 'string' && part !== ''))

function resolveTemplate(node: ts.TemplateExpression, reading: Reading): readonly Template[] {
  return node.templateSpans.reduce<readonly Template[]>(
    (before, { expression, literal }) => {
      const value = resolve(expression, reading)
      return followedBy(followedBy(before, isHole(value) ? toHole(expression) : value), [[literal.text]])
    },
    [[node.head.text]],
  )
}

function resolveBinary(node: ts.BinaryExpression, reading: Reading): readonly Template[] {
  const { kind } = node.operatorToken
  if (kind === ts.SyntaxKind.PlusToken) {
    const both = followedBy(resolve(node.left, reading), resolve(node.right, reading))
    return isText(both) ? both : toHole(node)
  }
  if (kind === ts.SyntaxKind.QuestionQuestionToken || kind === ts.SyntaxKind.BarBarToken) {
    return [...resolve(node.left, reading), ...resolve(node.right, reading)]
  }
  if (kind === ts.SyntaxKind.AmpersandAmpersandToken) return resolve(node.right, reading)
  return toHole(node)
}

function resolveNamed(node: ts.Identifier | ts.PropertyAccessExpression, reading: Reading): readonly Template[] {
  const declaration = declarationOf(node, reading)
  if (declaration === undefined) return toHole(node)
  if (ts.isParameter(declaration)) return resolveParameter(node, declaration, reading)
  if (ts.isVariableDeclaration(declaration) && declaration.initializer && ts.isIdentifier(declaration.name)) {
    return isConst(declaration) ? resolve(declaration.initializer, reading) : toHole(node)
  }
  if (ts.isPropertyAssignment(declaration)) return resolve(declaration.initializer, reading)
  if (ts.isPropertySignature(declaration)) return resolveProperty(node, declaration, reading)
  return toHole(node)
}

/** Whatever the file that declares a property says as such a property, if that is words. */
function resolveProperty(node: ts.Expression, declaration: ts.PropertySignature, reading: Reading): readonly Template[] {
  const found: Template[] = []
  const look = (each: ts.Node): void => {
    if (ts.isPropertyAssignment(each) && each.name.getText() === declaration.name.getText())
      found.push(...resolve(each.initializer, reading))
    else ts.forEachChild(each, look)
  }
  look(declaration.getSourceFile())
  const words = found.filter((template) => template.some((part) => typeof part === 'string' && part.includes(' ')))
  return words.length > 0 ? words : toHole(node)
}

const isConst = (declaration: ts.VariableDeclaration): boolean => (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0

export function declarationOf(node: ts.Expression, { checker }: Pick<Reading, 'checker'>): ts.Declaration | undefined {
  const symbol = checker.getSymbolAtLocation(ts.isPropertyAccessExpression(node) ? node.name : node)
  const own = symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
  return own?.valueDeclaration ?? own?.declarations?.[0]
}

/** What the function was called with by whoever led here, or by anybody. */
function resolveParameter(node: ts.Expression, parameter: ts.ParameterDeclaration, reading: Reading): readonly Template[] {
  const given = reading.given.get(parameter)
  if (given) return resolve(given, reading)
  const callers = reading.callers(parameter.parent)
  const index = parameter.parent.parameters.indexOf(parameter)
  const passed = callers.flatMap(({ arguments: args }) => args[index] ?? [])
  const found = [...passed, ...(parameter.initializer ? [parameter.initializer] : [])].flatMap((each) => resolve(each, reading))
  const texts = found.filter((template) => isText([template]))
  return texts.length > 0 ? [...texts, ...(texts.length < found.length ? toHole(node) : [])] : toHole(node)
}

/** Any entry of a table, where its name is known only when it is read. */
function resolveEntry(node: ts.ElementAccessExpression, reading: Reading): readonly Template[] {
  const declaration = declarationOf(node.expression, reading)
  if (declaration === undefined || !ts.isVariableDeclaration(declaration)) return toHole(node)
  const table = withoutMarks(declaration.initializer)
  if (table === undefined || !ts.isObjectLiteralExpression(table)) return toHole(node)
  const found = table.properties.flatMap((entry) => (ts.isPropertyAssignment(entry) ? resolve(entry.initializer, reading) : []))
  return isText(found) ? found : toHole(node)
}

const withoutMarks = (node: ts.Expression | undefined): ts.Expression | undefined =>
  node && (ts.isAsExpression(node) || ts.isSatisfiesExpression(node)) ? withoutMarks(node.expression) : node

/** Whole sentences one after the other are looked at one by one. */
function resolveMethod(node: ts.CallExpression, reading: Reading): readonly Template[] | undefined {
  if (!ts.isPropertyAccessExpression(node.expression)) return undefined
  const { name, expression } = node.expression
  const [first] = node.arguments
  if (name.text === 'join')
    return first && ts.isStringLiteral(first) && first.text === ' ' ? resolveJoined(node, expression, reading) : undefined
  if (['filter', 'find', 'trim'].includes(name.text)) return resolve(expression, reading)
  if (first && (name.text === 'map' || name.text === 'flatMap')) return resolveEach(node, first, reading)
  return undefined
}

function resolveJoined(node: ts.CallExpression, list: ts.Expression, reading: Reading): readonly Template[] {
  const found = resolve(list, reading)
  return isText(found) && found.every(isSentence) ? found : toHole(node)
}

const isSentence = ([first = '']: Template): boolean => typeof first !== 'string' || first === '' || /^["A-Z1]|^settings\.py /.test(first)

function resolveEach(node: ts.CallExpression, each: ts.Expression, reading: Reading): readonly Template[] {
  const made = ts.isArrowFunction(each) ? each : functionOf(declarationOf(each, reading))
  const found = made ? returnsOf(made).flatMap((returned) => resolve(returned, reading)) : []
  return isText(found) ? found : toHole(node)
}

/** What a function of the sources gives back. */
function resolveCall(node: ts.CallExpression, reading: Reading): readonly Template[] {
  const declaration = functionOf(declarationOf(node.expression, reading))
  if (declaration?.body === undefined) return toHole(node)
  const given = new Map([...reading.given, ...declaration.parameters.flatMap((parameter, i) => toGiven(parameter, node.arguments[i]))])
  const found = returnsOf(declaration).flatMap((returned) => resolve(returned, { ...reading, given }))
  return isText(found) ? found : toHole(node)
}

const toGiven = (parameter: ts.ParameterDeclaration, argument: ts.Expression | undefined): [ts.Node, ts.Expression][] =>
  argument ? [[parameter, argument]] : []

export function functionOf(declaration: ts.Declaration | undefined): ts.FunctionLikeDeclaration | undefined {
  if (declaration === undefined || declaration.getSourceFile().isDeclarationFile) return undefined
  if (ts.isVariableDeclaration(declaration)) {
    const value = withoutMarks(declaration.initializer)
    return value && (ts.isArrowFunction(value) || ts.isFunctionExpression(value)) ? value : undefined
  }
  return ts.isFunctionDeclaration(declaration) || ts.isMethodDeclaration(declaration) ? declaration : undefined
}

/** Every expression that a function may give back. */
export function returnsOf({ body }: ts.FunctionLikeDeclaration): readonly ts.Expression[] {
  if (body === undefined) return []
  if (!ts.isBlock(body)) return [body]
  const found: ts.Expression[] = []
  const look = (node: ts.Node): void => {
    if (ts.isFunctionLike(node)) return
    if (ts.isReturnStatement(node) && node.expression) found.push(node.expression)
    ts.forEachChild(node, look)
  }
  look(body)
  return found
}
