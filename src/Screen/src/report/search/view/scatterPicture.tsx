import { fixed, share } from '../../../format/numbers';
import { Panel } from '../../../panels/frame';
import { searchTexts } from '../../../texts/search';
import type { SearchFile } from '../model/file';
import { pointsOf } from '../model/points';

const words = searchTexts.scatter;
const size = 300;
const inset = 8;
const mostDrawn = 2_000;

/** The same candidates in two stretches of time, on one scale both ways. */
export function ScatterPicture({ file }: { file: SearchFile }) {
  const { by, shown, left, worse, losing } = pointsOf(file);
  if (shown.length === 0) {
    return <Panel title={words.title} name="page" state={{ kind: 'empty', why: words.none }} />;
  }

  const stride = Math.ceil(shown.length / mostDrawn);
  const drawn = shown.filter((_, at) => at % stride === 0);
  const [low, high] = shown.reduce<[number, number]>(([least, most], { inside, outside }) => [Math.min(least, inside, outside), Math.max(most, inside, outside)], [0, 0]);
  const place = (value: number): number => inset + ((value - low) / (high - low || 1)) * (size - 2 * inset);
  const x = (value: number): string => place(value).toFixed(1);
  const y = (value: number): string => (size - place(value)).toFixed(1);
  const sentence = words.sentence(shown.length, share(worse, 0), share(losing, 0));
  return (
    <Panel title={words.title} name="page" state={{ kind: 'ready' }}>
      <p class="note">
        {file.result.folds ? words.walk(words.measures[by]) : words.search} {words.line}
      </p>
      <figure class="scatter">
        <svg viewBox={`0 0 ${size} ${size}`} role="img" aria-label={sentence}>
          <line class="zero" x1={x(low)} x2={x(high)} y1={y(0)} y2={y(0)} />
          <line class="zero" x1={x(0)} x2={x(0)} y1={y(low)} y2={y(high)} />
          <line class="alike" x1={x(low)} x2={x(high)} y1={y(low)} y2={y(high)} />
          {drawn.map(({ inside, outside }, at) => (
            <circle key={at} class={outside < 0 ? 'loss' : 'gain'} cx={x(inside)} cy={y(outside)} r={file.result.folds ? 4 : 2}>
              <title>{`${fixed(inside, 2)}, ${fixed(outside, 2)}`}</title>
            </circle>
          ))}
        </svg>
        <figcaption class="dim axis">
          <span>{fixed(low, 2)}</span>
          <span>{fixed(high, 2)}</span>
        </figcaption>
      </figure>
      <p class="note">
        {sentence} {left > 0 && words.left(left)} {drawn.length < shown.length && words.thinned(drawn.length)}
      </p>
    </Panel>
  );
}
