import { day, minuteOf, zoneOf } from '../../format/time';
import { settings } from '../../settings/settings';
import { reportTexts } from '../../texts/report';
import { frameOf, height, pathsOf, width, type LinePoint } from './lines';

/** A line of a picture. */
export interface Line {
  readonly name: string;
  /** Class that gives it its colour and dash. */
  readonly look: 'account' | 'coin' | 'fall';
  readonly points: readonly LinePoint[];
}

interface LinesProps {
  readonly title: string;
  readonly lines: readonly Line[];
  readonly write: (value: number) => string;
}

/** Lines over time on one scale, with what they are called, the ends of the scale, and a sentence for those who do not see them. */
export function LinesPicture({ title, lines, write }: LinesProps) {
  const frame = frameOf(lines.map(line => line.points));
  const zone = zoneOf(settings.value.zone);
  if (frame === null) {
    return null;
  }

  const time = (at: number): string => `${day(at, zone)} ${minuteOf(at, zone)}`;
  return (
    <figure class="equity">
      <p class="note">
        <b>{title}</b>{' '}
        {lines.length > 1 && lines.map(line => (
          <span key={line.name} class={`line-name ${line.look}`}>
            {line.look === 'coin' ? '╌╌' : '──'} {line.name}{' '}
          </span>
        ))}
      </p>
      <div class="lines">
        <span class="high">{write(frame.high)}</span>
        <span class="low">{write(frame.low)}</span>
        <svg class="curve" viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" role="img" aria-label={lines.map(line => sentenceOf(title, lines.length > 1, line, write)).join(' ')}>
          {lines.flatMap(line => pathsOf(line.points, frame).map((path, at) => <polyline key={`${line.name} ${at}`} class={line.look} points={path} vector-effect="non-scaling-stroke" />))}
        </svg>
      </div>
      <p class="dim axis">
        <span>{time(frame.from)}</span>
        <span>{time(frame.to)}</span>
      </p>
    </figure>
  );
}

function sentenceOf(title: string, isNamed: boolean, { name, points }: Line, write: (value: number) => string): string {
  const frame = frameOf([points]);
  const last = points.findLast(point => point.value !== null)?.value;
  return frame === null || last == null ? '' : reportTexts.account.sentence(isNamed ? `${title}, ${name}` : title, write(frame.low), write(frame.high), write(last));
}
