// Raw results are JSON lines; a table is made of their medians.
import { appendFileSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { BEYOND, median, slope } from './ages.mjs'

export function keep (file, result) {
  mkdirSync(dirname(file), { recursive: true })
  appendFileSync(file, JSON.stringify(result) + '\n')
}

/** The lines of one session of a script, told apart by its mark. */
export const linesOf = (file, session) => readFileSync(file, 'utf8').split('\n').filter(Boolean).map(line => JSON.parse(line)).filter(line => line.session === session)

export const figure = (value, digits = 0) => typeof value !== 'number' ? '–' : value < BEYOND ? value.toFixed(digits) : 'beyond the last bound'

/** Rows in the order in which their keys first came, each made of all lines with that key. */
export function table (lines, keyOf, columns) {
  const rows = new Map()
  for (const line of lines) rows.set(keyOf(line), [...rows.get(keyOf(line)) ?? [], line])
  const text = [`| ${columns.map(([title]) => title).join(' | ')} |`, `|${'---|'.repeat(columns.length)}`]
  for (const group of rows.values()) text.push(`| ${columns.map(([, cell]) => cell(group)).join(' | ')} |`)
  return text.join('\n')
}

/** A cell with the median of what is picked. */
export const med = (pick, digits = 0) => group => figure(median(group.map(pick)), digits)
/** A cell with what the first line says. */
export const same = pick => group => String(pick(group[0]))

/** Readings at begin and end of a long run: medians of the first and last so many. */
export const fewOf = points => Math.max(1, Math.min(5, Math.floor(points.length / 3)))

/** Makes rows of a table of readings with a minute each: begin, end, and the slope by least squares per hour. */
export const slopes = points => (title, pick, digits, unit) => {
  const few = fewOf(points), [begin, end] = [points.slice(0, few), points.slice(-few)].map(part => median(part.map(pick)))
  return `| ${title} | ${figure(begin, digits)} | ${figure(end, digits)} | ${figure(slope(points.map(point => [point.minute / 60, pick(point)])), 1)} ${unit}/h |`
}
