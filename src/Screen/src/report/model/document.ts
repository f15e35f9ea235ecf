import { asProblem } from '../../source/problem';
import { reportTexts } from '../../texts/report';
import { fields, number, oneOf, refuse, type Check } from './check';

const words = reportTexts.bad;
const version = 1;

/** A document of a format, given its JSON. Throws a problem that names what is wrong. */
export function readDocument(json: string, format: string, whole: Check): unknown {
  let read: unknown;
  try {
    read = JSON.parse(json);
  } catch (error) {
    refuse(words.noJson(asProblem(error).message));
  }

  fields({ format: oneOf(format), version: number })(read, []);
  const found = (read as { readonly version: number }).version;
  if (found !== version) {
    refuse(words.version(found, version));
  }

  whole(read, []);
  return read;
}
