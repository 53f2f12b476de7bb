/** A document as the form edits it: its fields by their place, its text, and what differs between two of them. */
import { ja, wordFor } from '../../strings/ja.ts'
import { lineDifferences, type Difference } from './line-differences.ts'

export type Json = null | boolean | number | string | readonly Json[] | JsonObject
export interface JsonObject { readonly [key: string]: Json }
export type FieldPath = readonly (string | number)[]

const isObject = (value: Json | undefined): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value)
const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value)

/** The document, or null where the text is none. */
export function readDocument(text: string): JsonObject | null {
  try {
    const parsed = JSON.parse(text) as Json
    return isObject(parsed) ? parsed : null
  } catch {
    return null
  }
}

export const writeDocument = (document: JsonObject): string => `${JSON.stringify(document, null, 2)}\n`

export function valueAt(document: Json | undefined, path: FieldPath): Json | undefined {
  return path.reduce<Json | undefined>((value, key) => (isList(value) ? value[Number(key)] : isObject(value) ? value[String(key)] : undefined), document)
}

/** What stands there, for a field: text as it is, numbers in digits, lists apart. */
export const textAt = (document: JsonObject, path: FieldPath): string => {
  const value = valueAt(document, path)
  return value === undefined || value === null || typeof value === 'object' ? '' : String(value)
}

export const listAt = (document: JsonObject, path: FieldPath): readonly Json[] => {
  const value = valueAt(document, path)
  return isList(value) ? value : []
}

/** The document with another value in one place; objects on the way are made where they are missing. */
export function withValue(document: JsonObject, path: FieldPath, value: Json): JsonObject {
  const put = (current: Json | undefined, [key, ...rest]: FieldPath): Json => {
    if (key === undefined) return value
    if (isList(current)) return current.map((item, index) => (index === Number(key) ? put(item, rest) : item))
    const object = isObject(current) ? current : {}
    return { ...object, [key]: put(object[String(key)], rest) }
  }
  return put(document, path) as JsonObject
}

const valueWords: Readonly<Record<string, Readonly<Record<string, string>>>> = ja.documents.values
/** @param field the key it stands under: some values are words of the program */
const shown = (value: Json, field: string): string =>
  typeof value === 'boolean' ? (value ? ja.documents.yes : ja.documents.no) : isList(value) ? value.map((item) => shown(item, field)).join('、')
    : Object.hasOwn(valueWords, field) ? wordFor(valueWords[field] ?? {}, String(value), String(value)) : String(value)
const fieldOf = (path: FieldPath): string => String(path.findLast((key) => typeof key === 'string') ?? '')

interface Field { readonly path: FieldPath; readonly value: Json }

/** Every field with its value, in the document's order; a list of plain values is one field. */
function fieldsOf(value: Json, path: FieldPath = []): Field[] {
  if (isList(value) && value.some((item) => typeof item === 'object' && item !== null)) return value.flatMap((item, index) => fieldsOf(item, [...path, index]))
  if (isObject(value)) return Object.entries(value).flatMap(([key, item]) => fieldsOf(item, [...path, key]))
  return [{ path, value }]
}

const placeOf = (path: FieldPath): string => path.map((key) => (typeof key === 'number' ? String(key + 1) : wordFor(ja.documents.places, key, key))).join(' › ')

/** A problem with its place in words: the check names it by the document's own keys ("wording › steps › 2 › text: …"). */
export function problemText(problem: string): string {
  const [, keys, message] = /^([A-Za-z]+(?: › \w+)*): (.*)$/su.exec(problem) ?? []
  if (keys === undefined || message === undefined) return problem
  return `${placeOf(keys.split(' › ').map((key) => (/^\d+$/u.test(key) ? Number(key) : key)))}：${message}`
}

/** The fields that differ, each before and after; where one of the texts is no document, its lines. */
export function differencesOf(before: string, after: string): Difference[] {
  const [old, now] = [readDocument(before), readDocument(after)]
  if (old === null || now === null) return lineDifferences(before, after)
  const keyed = (document: JsonObject) => new Map(fieldsOf(document).map((field) => [JSON.stringify(field.path), field]))
  const [oldFields, nowFields] = [keyed(old), keyed(now)]
  return [...new Set([...oldFields.keys(), ...nowFields.keys()])].flatMap((key) => {
    const [was, is] = [oldFields.get(key), nowFields.get(key)]
    const isSame = was !== undefined && is !== undefined && JSON.stringify(was.value) === JSON.stringify(is.value)
    return isSame ? [] : [{ place: placeOf((is ?? was)?.path ?? []), before: was === undefined ? null : shown(was.value, fieldOf(was.path)), after: is === undefined ? null : shown(is.value, fieldOf(is.path)) }]
  })
}
