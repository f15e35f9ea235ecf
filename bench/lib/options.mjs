// Options of the measuring programs, written --name value by their scripts; numbers become numbers.
export const options = Object.fromEntries(process.argv.slice(2).reduce((pairs, word, at, all) =>
  at % 2 === 0 ? [...pairs, [word.replace(/^--/, ''), all[at + 1]]] : pairs, [])
  .map(([name, value]) => [name, value !== '' && Number.isFinite(Number(value)) ? Number(value) : value]))
